# make bootstrap            the native binary at artifacts/lambda/bootstrap
# make seeds                5,000 stormy seeds of each sample plan, in parallel processes; SEEDS=300 for fewer
# make build-<Function>     what `sam build` calls for each function (BuildMethod: makefile), with ARTIFACTS_DIR set
CONFIGURATION ?= Release
HOST          := $(if $(filter aarch64 arm64,$(shell uname -m)),arm64,x86_64)
ARCHITECTURE  ?= $(HOST)
RID           ?= $(if $(filter arm64,$(ARCHITECTURE)),linux-arm64,linux-x64)
AOT_COMPILER  := $(shell command -v clang >/dev/null 2>&1 || echo -p:CppCompilerAndLinker=gcc)
PROJECT       := functions/ServerlessReadiness.Bootstrap/ServerlessReadiness.Bootstrap.csproj

# The functions of template.yaml.
FUNCTIONS     := AlarmResponder Clock Executor LifecycleResponder OperatorCommands Api Reporter Reviewer
BUILDS        := $(addprefix build-,$(FUNCTIONS))

# Every function is the same binary, and `sam build` may give each a copy of the sources: what was published once for
# these sources and this architecture is kept and used again.
BUILD_CACHE   ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/serverless-readiness
CACHE_DAYS    := 30
SOURCES        = find functions src sdk *.props *.targets .editorconfig global.json Makefile \
	-type d \( -name bin -o -name obj \) -prune -o -type f -print | LC_ALL=C sort
KEY            = $(shell { $(SOURCES) | tr '\n' '\0' | xargs -0 sha256sum; echo $(CONFIGURATION); } \
	| sha256sum | cut -c 1-32)-$(ARCHITECTURE)
LOCK           = $(if $(shell command -v flock),flock "$(BUILD_CACHE)/lock")

# Amazon Linux 2023 has this glibc; a binary that needs a newer one does not start there.
GLIBC_MAX     := 2.34

.PHONY: bootstrap cached-bootstrap $(BUILDS)

bootstrap:
	dotnet publish $(PROJECT) -c $(CONFIGURATION) -r $(RID) -o artifacts/publish $(AOT_COMPILER) -v q
	mkdir -p artifacts/lambda
	cp artifacts/publish/bootstrap artifacts/lambda/bootstrap

$(BUILDS):
	@test -n "$(ARTIFACTS_DIR)" || { echo "ARTIFACTS_DIR is not set: run sam build, or name a folder" >&2; exit 2; }
	@test "$(ARCHITECTURE)" = "$(HOST)" || { echo "a native binary for $(ARCHITECTURE) cannot be built on $(HOST):" \
		"build in a container or on such a host (docs/OPERATING.md)" >&2; exit 2; }
	@mkdir -p "$(BUILD_CACHE)" "$(ARTIFACTS_DIR)"
	@$(LOCK) $(MAKE) --no-print-directory cached-bootstrap CACHED="$(BUILD_CACHE)/$(KEY)"
	cp "$(BUILD_CACHE)/$(KEY)/bootstrap" "$(ARTIFACTS_DIR)/bootstrap"
	@echo "built for $(ARCHITECTURE): deploy with Architecture=$(ARCHITECTURE)"

# Under a lock, so that a parallel `sam build` publishes once.
cached-bootstrap:
	@find "$(BUILD_CACHE)" -mindepth 1 -maxdepth 1 -type d -mtime +$(CACHE_DAYS) -exec rm -rf {} +
	@test -x "$(CACHED)/bootstrap" || $(MAKE) --no-print-directory store-bootstrap

.PHONY: store-bootstrap
store-bootstrap: bootstrap
	@needs=$$(objdump -T artifacts/lambda/bootstrap | grep -o 'GLIBC_[0-9.]*' | cut -d _ -f 2 | sort -V | tail -n 1); \
	test "$$(printf '%s\n' "$$needs" $(GLIBC_MAX) | sort -V | tail -n 1)" = $(GLIBC_MAX) || { \
		echo "the binary needs glibc $$needs, but Lambda's provided.al2023 has $(GLIBC_MAX):" \
			"build in the SAM container (docs/OPERATING.md)" >&2; exit 1; }
	@mkdir -p "$(CACHED)"
	@cp artifacts/lambda/bootstrap "$(CACHED)/bootstrap.part"
	@mv "$(CACHED)/bootstrap.part" "$(CACHED)/bootstrap"

.PHONY: seeds
SEEDS         ?= 5000
seeds:
	dotnet build src/ServerlessReadiness.Cli/ServerlessReadiness.Cli.csproj -c Release -v q -nologo
	bench/seeds --seeds $(SEEDS)
