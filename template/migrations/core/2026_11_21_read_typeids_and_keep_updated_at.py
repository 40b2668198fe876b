"""Read TypeIDs in SQL, and let the database keep updated_at."""

from collections.abc import Sequence

from alembic import op

revision: str = "7b1f0c5e9d24"
down_revision: str | None = "226df3264895"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Five bits a letter, the two highest of 130 are zero: https://github.com/jetify-com/typeid/tree/main/spec
TYPEID_TEXT = """
CREATE FUNCTION typeid_text(prefix text, id uuid) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT prefix || '_' || string_agg(
    substr(
      '0123456789abcdefghjkmnpqrstvwxyz',
      substring(B'00' || ('x' || replace(id::text, '-', ''))::bit(128) FROM 5 * place + 1 FOR 5)::bit(5)::int + 1,
      1
    ), '' ORDER BY place)
  FROM generate_series(0, 25) AS place
$$
"""
TYPEID_UUID = """
CREATE FUNCTION typeid_uuid(typeid text) RETURNS uuid
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bits bit varying;
BEGIN
  IF typeid !~ '^[a-z]([a-z_]{0,61}[a-z])?_[0-7][0-9a-hjkmnp-tv-z]{25}$' THEN
    RAISE invalid_text_representation USING MESSAGE = format('%L is no TypeID', typeid);
  END IF;
  SELECT substring(
    string_agg((strpos('0123456789abcdefghjkmnpqrstvwxyz', letter) - 1)::bit(5)::text, '' ORDER BY place)::bit varying
    FROM 3
  )
  INTO bits
  FROM string_to_table(right(typeid, 26), NULL) WITH ORDINALITY AS letters (letter, place);
  RETURN (
    SELECT string_agg(lpad(to_hex(substring(bits FROM 32 * part + 1 FOR 32)::bit(32)::bigint), 8, '0'), '' ORDER BY part)
    FROM generate_series(0, 3) AS part
  )::uuid;
END
$$
"""
TOUCH_UPDATED_AT = """
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = clock_timestamp();
  RETURN NEW;
END
$$
"""


def upgrade() -> None:
    """Take the database to this revision."""
    op.execute(TYPEID_TEXT)
    op.execute(TYPEID_UUID)
    op.execute(TOUCH_UPDATED_AT)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.execute("DROP FUNCTION touch_updated_at()")
    op.execute("DROP FUNCTION typeid_uuid(text)")
    op.execute("DROP FUNCTION typeid_text(text, uuid)")
