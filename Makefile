# The commands of the project; `make` lists them. Everything runs on JDK 25, which workbench/bin/jdk25 finds.

MAVEN := workbench/bin/maven
TESTS := workbench/bin/tests
# Modules that do not need each other are built at the same time.
PARALLEL := -T 2

.DEFAULT_GOAL := help
FUNCTION := signals
EVENT := events/scheduled-tick.json

.PHONY: help build run invoke bench-cold test test-unit test-cov check format clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything, without running tests
	@$(MAVEN) $(PARALLEL) package -DskipTests

run: build ## Build, then run the demonstration: a quarter of a simulated market
	@./bellwether demo --output output

invoke: ## Run a packaged function as Lambda does: FUNCTION=signals EVENT=events/FILE.json
	@./bellwether invoke $(FUNCTION) $(EVENT)

bench-cold: build ## Measure how long a packaged function takes to start: FUNCTION=signals
	@./bellwether bench-cold --function $(FUNCTION)

test: ## Build, then run every test
	@$(TESTS) $(PARALLEL) package

test-unit: ## Run the tests that start no server and no embedded cloud
	@$(TESTS) $(PARALLEL) test -DexcludedGroups=integration

test-cov: ## Run every test and print the line coverage; below 85 % it fails
	@$(TESTS) $(PARALLEL) verify -Pcoverage
	@workbench/bin/coverage

check: ## The whole gate: format, lint, null safety, architecture, tests, coverage
	@$(MAVEN) $(PARALLEL) spotless:check
	@$(TESTS) $(PARALLEL) clean verify -Pcoverage,strict
	@workbench/bin/coverage

format: ## Format all Java
	@$(MAVEN) $(PARALLEL) spotless:apply

clean: ## Remove everything that was built
	@rm -rf target layers/*/target functions/*/target workbench/target workbench/*/target
