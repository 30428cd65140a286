//! The module of a chapter.

explore::module!(chapter_name::chapter());
