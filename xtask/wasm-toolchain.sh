#!/usr/bin/env bash
# Makes Rust's target wasm32-unknown-unknown where rustup can't fetch it, from Debian's packages.
#
# usage: xtask/wasm-toolchain.sh        in the repository; nothing is installed outside target/
#
# Debian ships a second, newer rustc for its browsers (rustc-web) with the sources of its standard
# library. This downloads the packages without installing them, unpacks them below
# target/wasm-toolchain, and compiles the standard library for WebAssembly: about 300 MB and two
# minutes. `cargo xtask` finds what this makes by itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=wasm32-unknown-unknown
prefix=$PWD/target/wasm-toolchain
library=$prefix/usr/lib/rustlib/$target/lib
log=$prefix/log

if [ -f "$prefix/ready" ]; then
    echo "The target $target is in target/wasm-toolchain already."
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    echo "This needs Debian or one of its kin (apt-get, dpkg). Elsewhere: rustup target add $target"
    exit 1
fi

# What an earlier standard library was linked with doesn't go with a new one.
rm -rf "$prefix" target/$target
mkdir -p "$prefix/packages" "$prefix/std/src"
finish() {
    if [ ! -f "$prefix/ready" ] && [ -f "$log" ]; then
        tail -n 20 "$log"
        echo "The target $target could not be made; the whole log is in $log."
    fi
}
trap finish EXIT

# The newest version of the compiler decides those of its library.
version=$(apt-cache policy rustc-web | sed -n 's/^ *Candidate: //p')
if [ -z "$version" ] || [ "$version" = "(none)" ]; then
    echo "This system has no package rustc-web (try: apt-get update). Elsewhere: rustup target add $target"
    exit 1
fi
series=$(cut -d. -f1,2 <<<"$version")
llvm=$(apt-cache depends "rustc-web=$version" "libstd-rust-web-$series" | sed -n 's/^.*Depends: \(libllvm[0-9]*\)$/\1/p' | sort -u)
echo "Downloading rustc-web $version, its library and its sources, into target/wasm-toolchain."
(
    cd "$prefix/packages"
    # shellcheck disable=SC2086 # one word per package
    apt-get -o APT::Sandbox::User=root download rustc-web "libstd-rust-web-$series" libstd-rust-web-dev rust-web-src $llvm >"$log" 2>&1
    for package in *.deb; do dpkg -x "$package" "$prefix" >>"$log" 2>&1; done
)
rm -rf "$prefix/packages"

# rustup's own linker; `rustc` passes it the flavour, which gcc-ld's wrappers don't take.
sysroot=$(rustc --print sysroot)
host=$(rustc -vV | sed -n 's/^host: //p')
linker=$sysroot/lib/rustlib/$host/bin/rust-lld
if [ ! -x "$linker" ]; then
    echo "rustc brings no rust-lld ($linker is missing)."
    exit 1
fi
{
    printf 'LD_LIBRARY_PATH=%s\n' "$prefix/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo x86_64-linux-gnu)"
    printf 'RUSTC=%s\n' "$prefix/usr/bin/rustc"
    printf 'CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=%s\n' "$linker"
} >"$prefix/environment"

echo "Compiling the standard library for $target."
cat >"$prefix/std/Cargo.toml" <<'TOML'
[package]
name = "std-for-wasm"
version = "0.0.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
[profile.release]
panic = "abort"
[workspace]
TOML
echo '#[unsafe(no_mangle)] pub extern "C" fn nothing() {}' >"$prefix/std/src/lib.rs"
(
    set -a
    # shellcheck disable=SC1091 # written above
    . "$prefix/environment"
    cd "$prefix/std"
    # The flag is for the standard library alone; the book itself is compiled without it.
    # Link-time optimisation of the module reads the bitcode, which cargo leaves out unless told.
    env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Cembed-bitcode=yes" \
        cargo -Zbuild-std=std,panic_abort build --target $target --release >>"$log" 2>&1
)
mkdir -p "$library"
cp "$prefix/std/target/$target/release/deps/"*.rlib "$library/"
rm -rf "$prefix/std" "$prefix/usr/src" "$prefix/usr/share"
date >"$prefix/ready"
echo "The target $target is ready."
