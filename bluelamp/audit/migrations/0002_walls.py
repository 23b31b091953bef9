"""The second wall: the database itself refuses to change what was written. The tree shows it if this is switched off."""

from django.db import migrations

WALLS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is only ever added to: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION audit_head_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.force_id <> OLD.force_id OR NEW.size <> OLD.size + 1 THEN
    RAISE EXCEPTION 'a tree of the record grows by one leaf at a time';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_content_erases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.entry_id <> OLD.entry_id OR NEW.force_id <> OLD.force_id OR OLD.erased_at IS NOT NULL
     OR NEW.erased_at IS NULL OR NEW.text <> '' OR length(NEW.salt) <> 0 THEN
    RAISE EXCEPTION 'words beside the record can be erased, and nothing else';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_wall BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_wall BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_wall BEFORE DELETE ON audit_content FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_grows BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_grows();
CREATE TRIGGER audit_erases BEFORE UPDATE ON audit_content FOR EACH ROW EXECUTE FUNCTION audit_content_erases();
CREATE TRIGGER audit_floor BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_floor BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_floor BEFORE TRUNCATE ON audit_content EXECUTE FUNCTION audit_refuse();
"""

NO_WALLS = """
DROP TRIGGER audit_wall ON audit_entry;
DROP TRIGGER audit_floor ON audit_entry;
DROP TRIGGER audit_wall ON audit_head;
DROP TRIGGER audit_grows ON audit_head;
DROP TRIGGER audit_floor ON audit_head;
DROP TRIGGER audit_wall ON audit_content;
DROP TRIGGER audit_erases ON audit_content;
DROP TRIGGER audit_floor ON audit_content;
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_head_grows();
DROP FUNCTION audit_content_erases();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(WALLS, NO_WALLS)]
