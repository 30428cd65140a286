//! The module of a chapter.

explore::module!(integrate_and_fire::chapter());
