import bluelamp.kernel.clock
import bluelamp.kernel.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forces', '0002_languages'),
        ('policy', '0002_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='FindingAnswer',
            fields=[
                ('id', models.UUIDField(default=bluelamp.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=bluelamp.kernel.clock.now, editable=False)),
                ('subject', models.CharField(max_length=64)),
                ('rule', models.CharField(max_length=60)),
                ('weight', models.CharField(max_length=10)),
                ('pack', models.JSONField(default=dict)),
                ('place', models.CharField(max_length=32)),
                ('reason', models.CharField(choices=[('meaning', 'meaning'), ('agreed', 'agreed'), ('misread', 'misread'), ('own', 'own')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('weighed_at', models.DateTimeField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.area')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.member')),
                ('force', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.force')),
                ('weighed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.member')),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.AddIndex(
            model_name='findinganswer',
            index=models.Index(models.F('force'), models.F('rule'), models.F('created_at'), name='answers_by_rule'),
        ),
        migrations.AddConstraint(
            model_name='findinganswer',
            constraint=models.UniqueConstraint(models.F('subject'), models.F('place'), condition=models.Q(('taken_back_at', None)), name='one_answer_a_place'),
        ),
        migrations.AddConstraint(
            model_name='findinganswer',
            constraint=models.CheckConstraint(condition=models.Q(('weighed_by', models.F('by')), _negated=True), name='author_never_weighs'),
        ),
        migrations.AddConstraint(
            model_name='findinganswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed', None), ('weighed_by', None)), models.Q(('agreed__isnull', False), ('weighed_by__isnull', False)), _connector='OR'), name='weighed_by_somebody'),
        ),
    ]
