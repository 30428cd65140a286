//! The runs behind the figures: the recording, the pseudo-inverse, memories that fade.

use common::numerics::random::stream;
use common::run::Run;
use hopfield::model::{self, overlap, random_memories};
use hopfield::simulation::capacity::{Row, read, recorded};
use hopfield::simulation::{Forgetting, Palimpsest, Projection, Rule, Thermal, mean};
use hopfield::theory::without_overlap;

/// Catches a recording that the program no longer gives: one run of a hundred thousand neurons and one
/// of each smaller size are computed again, to the last digit.
#[test]
fn recorded_runs_are_found_again() {
    let rows = recorded();
    assert_eq!(rows.len(), 4720);
    let dearest = rows.iter().find(|row| row.neurons == 100_000);
    let others =
        [31_623, 10_000, 3162].map(|neurons| rows.iter().rfind(|row| row.neurons == neurons));
    for row in others
        .into_iter()
        .chain([dearest])
        .map(|row| row.expect("every size is recorded"))
    {
        let run = row.run();
        let outcome = run.run(&Run::serial()).expect("nothing calls it off");
        assert_eq!(&Row::of(&run, &outcome), row);
    }
}

/// Catches a wrong constant of integration, or an energy that is not the network's: where neurons are
/// free the theory is exact for large networks. Tolerance: four standard errors, and 2e−4 for the
/// trapezoidal rule and for 1/N.
#[test]
fn integrated_free_energies_are_those_of_a_paramagnet() {
    let (loading, temperature) = (0.05, 1.7);
    let of = |replica| Thermal {
        neurons: 3000,
        loading,
        sweeps: 100,
        seed: 6,
        replica,
    };
    let found: Vec<f64> = (0..6)
        .map(|replica| of(replica).glass(&[temperature], &Run::serial()))
        .map(|one| one.expect("nothing calls it off")[0])
        .collect();
    let (value, error) = mean(&found);
    let theory = without_overlap(loading, temperature)
        .expect("it exists")
        .free_energy;
    assert!(
        (value - theory).abs() < 4.0 * error + 2e-4,
        "{value} ± {error}, {theory}"
    );
}

/// Catches a table that is read in another way than it is written.
#[test]
fn a_row_that_is_no_row_is_left_out() {
    let table = "heading\n100,13,0.9,shuffled,7,1,1,0,0.25,12\nno row\n";
    let rows = read(table);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].memories, rows[0].replica, rows[0].sweeps),
        (13, 7, 12)
    );
    assert_eq!(rows[0].kept_after, [true, true, false]);
}

/// Catches couplings that are another rule's: fields without couplings equal those of the plain model's
/// couplings, within rounding, for both rules.
#[test]
fn a_network_without_couplings_has_the_fields_of_one_with_them() {
    let mut random = stream(3, 0);
    let (neurons, count) = (90, 40);
    let mut memories = random_memories(neurons, count, &mut random);
    // One memory twice: their span has fewer dimensions than there are memories.
    memories.push(memories[0].clone());
    let state = random_memories(neurons, 1, &mut random).remove(0);
    for diagonal in [false, true] {
        let plain = model::pseudo_inverse(&memories, diagonal).expect("converges");
        let network = Projection::new(&memories, Rule::PseudoInverse).expect("converges");
        let mut network = network.coupled_to_itself(diagonal);
        network.set(&state);
        for i in 0..neurons {
            assert!((network.field(i) - plain.field(&state, i)).abs() < 1e-9);
        }
    }
    let plain = model::hebb(neurons, &memories);
    let mut network = Projection::new(&memories, Rule::Hebb).expect("converges");
    network.set(&state);
    for i in 0..neurons {
        assert!((network.field(i) - plain.field(&state, i)).abs() < 1e-12);
    }
}

/// Catches a projection that is none: memories are its eigenvectors with eigenvalue one, and it is its
/// own square.
#[test]
fn the_pseudo_inverse_projects_onto_the_memories() {
    let mut random = stream(3, 1);
    let memories = random_memories(80, 30, &mut random);
    let network = model::pseudo_inverse(&memories, true).expect("converges");
    for memory in &memories {
        for i in 0..80 {
            assert!((network.field(memory, i) - memory[i]).abs() < 1e-10);
        }
    }
    let square = network.couplings.dot(&network.couplings);
    assert!(
        (&square - &network.couplings)
            .iter()
            .all(|x| x.abs() < 1e-10)
    );
}

/// Catches a single wrong spin that is treated as the text does not say: without self-couplings it is
/// always put right, with them only where they are below one half.
#[test]
fn self_couplings_above_one_half_trap_a_wrong_spin() {
    let mut random = stream(3, 2);
    let memories = random_memories(100, 60, &mut random);
    for diagonal in [false, true] {
        let network = Projection::new(&memories, Rule::PseudoInverse).expect("converges");
        let mut network = network.coupled_to_itself(diagonal);
        for i in 0..100 {
            let mut cue = memories[0].clone();
            cue[i] = -cue[i];
            network.set(&cue);
            network.sweep(&[i as u32]);
            let right = network.spins()[i] == memories[0][i];
            assert_eq!(right, !diagonal || network.diagonal()[i] < 0.5);
        }
    }
}

/// Catches weights that fade by another factor than the model's couplings do.
#[test]
fn weights_that_fade_are_the_models_couplings() {
    let neurons = 64;
    let network = Palimpsest {
        neurons,
        forgetting: Forgetting::Fading(30.0),
        seed: 4,
        replica: 0,
    };
    let found = network
        .recalled(&[0, 1, 2], -1.0, &Run::serial())
        .expect("nothing calls it off");
    let mut random = stream(4, 0);
    let memories = random_memories(neurons, network.learned(), &mut random);
    let mut plain = model::Network::blank(neurons);
    for memory in &memories {
        plain.learn_fading(memory, 30.0);
    }
    let order: Vec<usize> = (0..neurons).collect();
    for (age, found) in found.into_iter().enumerate() {
        let memory = &memories[memories.len() - 1 - age];
        let mut spins = memory.clone();
        model::settle(&plain, &mut spins, &order, 60);
        assert_eq!(overlap(memory, &spins), found);
    }
}

/// Catches an energy that rises, and one that is not what the overlaps say: E = −(N/2) Σ m² + P/2.
#[test]
fn every_update_lowers_the_energy_or_leaves_it() {
    let mut random = stream(3, 5);
    let (neurons, count) = (120, 25);
    let memories = random_memories(neurons, count, &mut random);
    let network = model::hebb(neurons, &memories);
    let mut spins = random_memories(neurons, 1, &mut random).remove(0);
    let mut before = network.energy(&spins);
    for _ in 0..4 {
        for i in 0..neurons {
            let flipped = model::update(&network, &mut spins, i);
            let after = network.energy(&spins);
            assert!(if flipped {
                after < before
            } else {
                after == before
            });
            before = after;
        }
    }
    let squares: f64 = memories
        .iter()
        .map(|memory| overlap(memory, &spins))
        .map(|m| m * m)
        .sum();
    let expected = 0.5 * count as f64 - 0.5 * neurons as f64 * squares;
    assert!((before - expected).abs() < 1e-9);
}

/// Catches a run that came to rest where the level of what counts as kept would decide, which the text denies.
#[test]
fn no_recorded_run_comes_to_rest_between_lost_and_kept() {
    let between = recorded()
        .into_iter()
        .filter(|row| (0.5..0.89).contains(&row.last));
    assert_eq!(between.count(), 0);
}
