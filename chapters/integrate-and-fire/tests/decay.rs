//! The membrane against what is known of it without the model.

use integrate_and_fire::model::voltage;

/// Would catch a time constant that is divided by where it should be multiplied with.
#[test]
fn two_waits_are_one_long_wait() {
    let at_once = voltage(10.0, 7.0, 4.0);
    let in_two = voltage(voltage(10.0, 3.0, 4.0), 4.0, 4.0);
    // A few roundings of numbers near 2.
    assert!((at_once - in_two).abs() < 1e-14);
    // The slope at the start is −initial/tau; the next term of the series is half a step away.
    let step = 1e-6;
    let slope = (voltage(10.0, step, 4.0) - 10.0) / step;
    assert!((slope + 2.5).abs() < 1e-6);
}
