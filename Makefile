# The commands of the project; `make` lists them. Everything runs on JDK 25, which workbench/bin/jdk25 finds.

MAVEN := workbench/bin/maven
TESTS := workbench/bin/tests
# Modules that do not need each other are built at the same time.
PARALLEL := -T 2

.DEFAULT_GOAL := help
FUNCTION := signals
EVENT := events/scheduled-tick.json

.PHONY: help build run invoke bench bench-cold test test-unit test-cov mutation check format clean synth schema cost deploy destroy simulate-long

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything, without running tests
	@$(MAVEN) $(PARALLEL) package -DskipTests

run: build ## Build, then run the demonstration: a quarter of a simulated market
	@./bellwether demo --output output

invoke: ## Run a packaged function as Lambda does: FUNCTION=signals EVENT=events/FILE.json
	@./bellwether invoke $(FUNCTION) $(EVENT) $(ARGS)

bench-cold: build ## Measure how long a packaged function takes to start: FUNCTION=signals
	@./bellwether bench-cold --function $(FUNCTION) --commit "$$(git describe --always --dirty)"

bench: build ## Measure the research engine against plain loops and ta4j; five minutes, nothing else running
	@workbench/bin/bench $(ARGS)

test: ## Build, then run every test
	@$(TESTS) $(PARALLEL) package

test-unit: ## Run the tests that start no server and no embedded cloud
	@$(TESTS) $(PARALLEL) package -DexcludedGroups=integration

test-cov: ## Run every test and print the line coverage; below 85 % it fails
	@$(TESTS) $(PARALLEL) verify -Pcoverage
	@workbench/bin/coverage

mutation: ## Change the code that decides over orders in small ways: do the tests notice?
	@mkdir -p layers/trading/target
	@$(MAVEN) test-compile -Pmutation -pl layers/trading,workbench -am >layers/trading/target/mutation.log 2>&1 \
	  || { tail -n 40 layers/trading/target/mutation.log >&2; exit 1; }
	@workbench/bin/mutation

simulate-long: build ## Run 1,000,000 simulated days under faults; interrupted, it goes on where it was: ARGS="--threads 2"
	@./bellwether simulate --seeds 50000 --days 20 --ranges output/simulation --coverage \
	  --commit "$$(git describe --always --dirty)" $(ARGS)

check: ## The whole gate: format, lint, null safety, architecture, tests, coverage
	@$(MAVEN) $(PARALLEL) spotless:check
	@$(TESTS) $(PARALLEL) clean verify -Pcoverage,strict
	@workbench/bin/coverage

format: ## Format all Java
	@$(MAVEN) $(PARALLEL) spotless:apply

synth: ## Write a stage's template into cdk.out, offline: STAGE=dev CONTEXT="KEY=VALUE ..."
	@infrastructure/bin/synth $(if $(STAGE),stage=$(STAGE)) $(CONTEXT)
	@infrastructure/bin/schema || { [ $$? -eq 2 ] && echo "Not checked: the schemas have to be fetched once, with a network." >&2; }

schema: ## Check the templates in cdk.out against the CloudFormation schemas
	@infrastructure/bin/schema

cost: build synth ## Compute what a stage costs a month; above 2 USD beyond the free tier it fails
	@./bellwether cost $(if $(STAGE),--stage $(STAGE)) --at-most 2

deploy: ## Bring a stage to AWS and say what to do next; takes the same arguments
	@infrastructure/bin/deploy $(if $(STAGE),stage=$(STAGE)) $(CONTEXT)

destroy: ## Remove a stage from AWS; the ledger and the API keys stay
	@infrastructure/bin/destroy $(if $(STAGE),stage=$(STAGE)) $(CONTEXT)

clean: ## Remove everything that was built
	@rm -rf target layers/*/target functions/*/target infrastructure/target workbench/target workbench/*/target cdk.out
