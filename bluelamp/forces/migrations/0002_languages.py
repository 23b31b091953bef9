import bluelamp.forces.models
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def both(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("forces", "Force").objects.filter(welsh=True).update(languages=["en", "cy"])


class Migration(migrations.Migration):

    dependencies = [
        ('forces', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='force',
            name='languages',
            field=models.JSONField(default=bluelamp.forces.models.english, help_text='The languages in which this force must publish'),
        ),
        migrations.RunPython(both, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='force',
            name='welsh',
        ),
    ]
