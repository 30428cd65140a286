//! The module of a chapter.

explore::module!(hebbian::chapter());
