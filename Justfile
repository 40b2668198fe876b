set positional-arguments

# Recipes run in this folder; the paths that they are given belong to the folder where they were called.

export CALLED_FROM := invocation_directory()
export JUST := just_executable()

# List the recipes
default:
    @"{{ just_executable() }}" --list

# Render this checkout into DIR; --defaults and --data NAME=VALUE answer questions
[no-exit-message]
new *ARGUMENTS:
    @uv run python -m scripts.new "$@"

# Render a project with the default answers and run it (into ../tandem-demo, or DIR); --check walks through it in a browser
[no-exit-message]
demo *ARGUMENTS:
    @uv run python -m scripts.demo "$@"

# Run all tests, or with arguments those that they name
[no-exit-message]
test *ARGUMENTS:
    @uv run python -m scripts.test "$@"

# Check style, types, spelling, workflows and secrets, and that every file beside a .jinja equals its rendering
[no-exit-message]
lint:
    @uv run python -m scripts.lint

# Mend style
lint-fix:
    @uv run ruff check --fix scripts tests
    @uv run ruff format scripts tests
    @"{{ just_executable() }}" --fmt

# Compare the time of a rendering with the least that Copier needs
[no-exit-message]
bench:
    @uv run python -m scripts.bench

# Let in the newest packages, to see at night what breaks; changes files
newest: && shadows
    @uv run python -m scripts.newest

# Render every .jinja of the template anew into the file beside it
shadows:
    @uv run python -m scripts.shadows

# Delete what recipes have made here, the template's own environment included
clean:
    rm -rf .venv .local .pytest_cache .ruff_cache
    cd template && rm -rf .venv .local web/node_modules web/build web/.react-router web/app/generated
