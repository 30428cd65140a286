//! The weaver: chapters, figures and claims into one book.
//!
//! Authors write Markdown; what is computed, numbered or looked up stands in it as a directive or a
//! reference ([`scan`]). A build ([`build`]) reads all [`pages`], computes what they show
//! ([`compute`]), weaves it in ([`weave`]), has mdBook render the pages, adds pictures and
//! mathematics, checks every link, and only then puts the new book in the old one's place
//! ([`finish`]). Every mistake of the author is collected and told at once ([`mistake`]).

//!
//! | in the prose | becomes |
//! | --- | --- |
//! | `{{#figure spike}}` | the figure, numbered, with caption, parameters, data and command |
//! | `{{#claim rheobase}}`, `{{#claim other-chapter/rheobase}}` | the computed number with its unit |
//! | `{{#claim rheobase leak-reversal=-54.3}}` | the number at other parameters |
//! | `{{#claim rheobase value}}`, in TeX `\claim{rheobase}` | the number without its unit |
//! | `{{#include src/model.rs:rates}}`, in a fence or alone | the code of that anchor, with a link |
//! | `{{#parameters spike}}`, `{{#checked}}`, `{{#bibliography}}` | tables, and the list of works |
//! | `$$ … $$ {#eq-hh}`, `## Title {#sec-rest}` | numbered equations, sections to refer to |
//! | `@eq-hh`, `@fig-spike`, `@sec-rest`, `@fig-other-chapter/spike` | references; the first two also in code |
//! | `[@key]`, `[see @key, p. 12; @other]`, `@key` in a sentence | citations |
//! | `[^note]` and `[^note]: …` | a note in the margin |

#![warn(missing_docs)]

pub mod arguments;
pub mod bibliography;
pub mod build;
pub mod compute;
pub mod contracts;
pub mod explore;
pub mod finish;
pub mod html;
pub mod include;
pub mod labels;
pub mod layout;
pub mod math;
pub mod mistake;
pub mod pages;
pub mod scan;
pub mod serve;
pub mod summary;
pub mod weave;
