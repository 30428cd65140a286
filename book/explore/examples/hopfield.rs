//! The module of a chapter.

explore::module!(hopfield::chapter());
