//! The module of a chapter.

explore::module!(hodgkin_huxley::chapter());
