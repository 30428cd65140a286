//! A chapter: its name, its figures and its claims.

use crate::claim::Claim;
use crate::figure::{Figure, FigureError, Provenance};
use crate::param::{Declaration, ParameterError, Parameters, Value, Values};
use crate::run::Run;

/// The work that parameters ask for.
type Work = fn(&Values) -> Result<f64, ParameterError>;

type Draw = dyn Fn(&Values, &Run) -> Result<Figure, FigureError> + Send + Sync;

/// A figure function with its name and its parameters.
pub struct FigureEntry {
    /// Its name: `fi-curve`.
    pub name: &'static str,
    /// What it shows, in a few words, for lists.
    pub summary: &'static str,
    /// The file that holds its function, from the workspace's root.
    pub source: &'static str,
    /// Whether its numbers go through LAPACK, so that they are the same on all machines within
    /// rounding, and not to the last bit.
    pub through_lapack: bool,
    exploring: Values,
    leading: Vec<&'static str>,
    declare: Box<dyn Fn() -> Vec<Declaration> + Send + Sync>,
    work: Option<Work>,
    draw: Box<Draw>,
}

impl FigureEntry {
    /// An entry for a figure function; `source` is `file!()`, seen from the function's own file.
    pub fn new<P: Parameters>(
        name: &'static str,
        summary: &'static str,
        source: &'static str,
        draw: impl Fn(&P, &Run) -> Result<Figure, FigureError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            summary,
            source,
            through_lapack: false,
            exploring: Values::new(),
            leading: Vec::new(),
            declare: Box::new(|| P::default().declare()),
            // The page draws, and asks no figure beforehand: its module is smaller without.
            work: (!cfg!(target_family = "wasm"))
                .then_some(|values| P::checked(values).map(|parameters| parameters.work().0)),
            draw: Box::new(move |values, run| draw(&P::checked(values)?, run)),
        }
    }

    /// Says that its numbers go through LAPACK: the page's agree with them within 1e−9 instead of bit
    /// for bit, and its snapshot's picture is drawn from the snapshot's data, for those are compared
    /// with a tolerance.
    pub fn through_lapack(mut self) -> Self {
        self.through_lapack = true;
        self
    }

    /// Sets values from which a reader begins to explore the figure in the page, where the printed
    /// ones take a browser too long.
    pub fn exploring(mut self, values: impl Into<Values>) -> Self {
        self.exploring = values.into();
        self
    }

    /// Names the parameters that teach most: the page shows them first, and folds the others away.
    pub fn leading<const N: usize>(mut self, names: [&'static str; N]) -> Self {
        self.leading = names.to_vec();
        self
    }

    /// The parameters from which a reader begins to explore.
    ///
    /// # Errors
    /// If [`exploring`](Self::exploring) was given a name that is no parameter.
    pub fn exploring_values(&self) -> Result<Values, ParameterError> {
        self.defaults().with(&self.exploring)
    }

    /// The names that lead, as they were given.
    pub fn leading_names(&self) -> &[&'static str] {
        &self.leading
    }

    /// Whether the page shows this parameter at once: those named as [`leading`](Self::leading), or
    /// where none is, the figure's own; all of them where it has none of its own.
    pub fn leads(&self, declaration: &Declaration) -> bool {
        if !self.leading.is_empty() {
            return self.leading.contains(&declaration.name.as_str());
        }
        declaration.group.is_empty() || self.declarations().iter().all(|one| !one.group.is_empty())
    }

    /// The order in which the page shows the parameters: the leading ones as they were named, then
    /// the figure's own, then those of groups.
    pub fn rank(&self, name: &str) -> usize {
        let declarations = self.declarations();
        let named = self.leading.iter().position(|one| *one == name);
        let declared = declarations.iter().find(|one| one.name == name);
        let grouped = declared.is_some_and(|one| !one.group.is_empty());
        named.unwrap_or(self.leading.len() + usize::from(grouped))
    }

    /// The parameters on which it depends.
    pub fn declarations(&self) -> Vec<Declaration> {
        (self.declare)()
    }

    /// The parameters of the printed figure.
    pub fn defaults(&self) -> Values {
        self.declarations()
            .into_iter()
            .map(|one| (one.name, one.default))
            .collect()
    }

    /// The work that the figure declares for these values, in steps of its model; 0 where it declares
    /// none, for it is small at any values.
    ///
    /// # Errors
    /// If a value is not allowed.
    pub fn work(&self, values: &Values) -> Result<f64, ParameterError> {
        self.work.map_or(Ok(0.0), |work| work(values))
    }

    /// Computes the figure and checks it.
    ///
    /// # Errors
    /// If a parameter is out of range, the computation fails, or the figure holds what can't be
    /// drawn: a number that is not finite, series of unequal lengths.
    pub fn draw(&self, values: &Values, run: &Run) -> Result<Figure, FigureError> {
        let figure = (self.draw)(values, run)?;
        figure.check(self.name)?;
        Ok(figure)
    }
}

/// A chapter of the book.
pub struct Chapter {
    /// Its name, which is its crate's and its folder's: `hodgkin-huxley`.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its figures, in the order of the text.
    pub figures: Vec<FigureEntry>,
    /// Its claims, in the order of the table of checked numbers.
    pub claims: Vec<Claim>,
}

impl Chapter {
    /// A figure at these values, and the printed ones for all others.
    ///
    /// # Errors
    /// If there is no such figure or parameter, a value is not allowed, or there is no figure at these values.
    pub fn draw<const N: usize>(
        &self,
        name: &str,
        values: [(&str, Value); N],
        run: &Run,
    ) -> Result<Figure, FigureError> {
        let entry = self
            .figure(name)
            .ok_or_else(|| FigureError::Parameter(format!("there is no figure '{name}'")))?;
        entry.draw(&entry.defaults().with(&Values::from(values))?, run)
    }

    /// The figure of that name.
    pub fn figure(&self, name: &str) -> Option<&FigureEntry> {
        self.figures.iter().find(|figure| figure.name == name)
    }

    /// The claim of that name.
    pub fn claim(&self, name: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.name == name)
    }

    /// Where a figure with these parameters comes from, as its tables say it.
    pub fn provenance(&self, figure: &FigureEntry, values: &Values) -> Provenance {
        let unit = |name: &str| {
            let all = figure.declarations();
            all.iter()
                .find(|one| one.name == name)
                .map_or("", |one| one.unit)
                .to_owned()
        };
        let parameters = values
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_json(), unit(name)));
        Provenance {
            chapter: self.name.to_owned(),
            figure: figure.name.to_owned(),
            parameters: parameters.collect(),
        }
    }
}

/// The candidate that looks most like a name, if one does: "did you mean …?"
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()) / 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
