//! The module of a chapter.

explore::module!(learning::chapter());
