"""What Alembic runs: migrations on the connection that app.core.migrations passes."""

from alembic import context

from app.core.migrations import environment_options

context.configure(connection=context.config.attributes["connection"], **environment_options())
with context.begin_transaction():
    context.run_migrations()
