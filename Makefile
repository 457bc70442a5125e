# make demo       build, start everything on this machine without any account, and answer one message
# make release    .build/release/trama, with Swift's own libraries in it
# make test       format, imports, build, one try as a newcomer, and the tests, as continuous integration does
# make sanitize   the tests under the thread sanitizer and the address sanitizer
# make fuzz       ten minutes of expressions that nobody wrote; FUZZ_SECONDS, and FUZZ_SEED to run one again
# make simulate   a hundred thousand seeds of what may befall the processes; SIMULATION_SEEDS, and SIMULATION_FIRST to begin at one
# make bench      figures under load, into docs/benchmarks.md; needs TRAMA_BENCH
# make bench-expressions   the expression language beside two others, into docs/benchmarks.md
# make bench-engine   a step of a graph and a checkpoint beside LangGraph, into docs/benchmarks.md
# make bench-load   a thousand bots in one process, into docs/benchmarks.md
# make faults     ten minutes of harm to processes and database under load; SECONDS_OF_HARM; needs TRAMA_BENCH
# make serve      the bots in bots/, with the settings in .env

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help demo release serve test check-format sanitize fuzz simulate bench faults bench-expressions bench-engine bench-load packages toolchain

SENTENCE ?= Olá, quero saber sobre meu pedido 12345

help:
	@sed -n 's/^# make /make /p' Makefile

packages:
	@scripts/packages

toolchain:
	@scripts/toolchain

demo: packages toolchain
	swift build --product trama
	.build/debug/trama sandbox bots/svlentes --say "$(SENTENCE)"

release: packages toolchain
	swift build -c release --static-swift-stdlib --product trama

serve: release
	.build/release/trama serve bots

check-format:
	swift format lint --strict --recursive Package.swift Sources Tests

test: toolchain
	@scripts/packages --tests
	$(MAKE) --no-print-directory check-format
	swift build --build-tests --explicit-target-dependency-import-check error
	scripts/smoke .build/debug/trama
	scripts/lsp-test .build/debug/trama
	scripts/mcp-test .build/debug/trama
	scripts/tutorial-transcript --check .build/debug/trama
	python3 -m unittest discover --quiet --start-directory scripts/faults
	@scripts/failures swift test --no-parallel

# Leaks are not looked for: XCTest's own would be found.
sanitize: toolchain
	@scripts/packages --tests
	swift test --scratch-path .build-tsan --sanitize=thread
	ASAN_OPTIONS=detect_leaks=0 swift test --scratch-path .build-asan --sanitize=address

fuzz: toolchain
	@scripts/packages --tests
	FUZZ_SECONDS=$${FUZZ_SECONDS:-600} swift test --scratch-path .build-fuzz -c release -Xswiftc -enable-testing --filter "FuzzTests|DamagedTextTests"

simulate: toolchain
	@scripts/packages --tests
	SIMULATION_SEEDS=$${SIMULATION_SEEDS:-100000} swift test --scratch-path .build-fuzz -c release -Xswiftc -enable-testing --filter SimulationTests

bench: release
	scripts/bench/run .build/release/trama

faults: release
	@scripts/packages --tests
	scripts/faults/run --seconds $${SECONDS_OF_HARM:-600}

bench-expressions: packages toolchain
	scripts/bench/expressions

bench-engine: packages toolchain
	scripts/bench/engine

bench-load: packages toolchain
	scripts/bench/load
