//! Snapshots of numbers, compared with a tolerance; everything else exactly.

use insta::internals::SnapshotContents;
use insta::{Comparator, Snapshot};
use serde_json::Value;

/// Two numbers agree within `relative` of the larger one, or within `absolute`.
#[derive(Debug, Clone, Copy)]
pub struct Within {
    /// Allowed difference as a part of the larger number.
    pub relative: f64,
    /// Allowed difference whatever the numbers.
    pub absolute: f64,
}

impl Within {
    fn agree(self, old: f64, new: f64) -> bool {
        (old - new).abs() <= self.absolute + self.relative * old.abs().max(new.abs())
    }
}

impl Comparator for Within {
    fn matches(&self, reference: &Snapshot, test: &Snapshot) -> bool {
        let (SnapshotContents::Text(old), SnapshotContents::Text(new)) =
            (reference.contents(), test.contents())
        else {
            return reference.contents() == test.contents();
        };
        let parse = |text: String| serde_json::from_str::<Value>(&text);
        match (parse(old.to_string()), parse(new.to_string())) {
            (Ok(old), Ok(new)) => first_differences(&old, &new, *self, 1).is_empty(),
            _ => false,
        }
    }

    fn dyn_clone(&self) -> Box<dyn Comparator> {
        Box::new(*self)
    }
}

/// The first few places where two values differ, each as `path: old, new`.
pub fn first_differences(old: &Value, new: &Value, within: Within, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    walk(old, new, within, "", most, &mut found);
    found
}

fn walk(
    old: &Value,
    new: &Value,
    within: Within,
    path: &str,
    most: usize,
    found: &mut Vec<String>,
) {
    if found.len() >= most {
        return;
    }
    match (old, new) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (
                a.as_f64().unwrap_or(f64::NAN),
                b.as_f64().unwrap_or(f64::NAN),
            );
            if !within.agree(a, b) {
                found.push(format!("{path}: {a} became {b}"));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                walk(a, b, within, &format!("{path}[{index}]"), most, found);
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let at = format!("{path}.{key}");
                match (a.get(key), b.get(key)) {
                    (Some(a), Some(b)) => walk(a, b, within, &at, most, found),
                    (Some(_), None) => found.push(format!("{at} is gone")),
                    _ => found.push(format!("{at} is new")),
                }
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            found.push(format!("{path}: {} entries became {}", a.len(), b.len()));
        }
        (a, b) if a != b => found.push(format!("{path}: {a} became {b}")),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Within, first_differences};
    use serde_json::json;

    const TIGHT: Within = Within {
        relative: 1e-9,
        absolute: 1e-12,
    };

    /// Catches a comparator that lets a changed number, word or length pass.
    #[test]
    fn a_change_beyond_the_tolerance_is_named_with_its_place() {
        let old = json!({"x": [1.0, 2.0], "label": "V"});
        let differ = |new| first_differences(&old, &new, TIGHT, 5);
        assert!(differ(json!({"x": [1.0, 2.0 + 1e-10], "label": "V"})).is_empty());
        assert_eq!(
            differ(json!({"x": [1.0, 2.1], "label": "V"})),
            [".x[1]: 2 became 2.1"]
        );
        assert_eq!(
            differ(json!({"x": [1.0], "label": "V"})),
            [".x: 2 entries became 1"]
        );
        assert_eq!(
            differ(json!({"x": [1.0, 2.0], "label": "I"})),
            [".label: \"V\" became \"I\""]
        );
        assert_eq!(differ(json!({"x": [1.0, 2.0]})), [".label is gone"]);
    }
}
