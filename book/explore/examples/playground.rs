//! The module of the browser tests: the playground in place of a chapter.

explore::module!(explore::playground::chapter());
