"""数据表 Tables of this application."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('key', models.CharField(max_length=160)),
                ('at', models.DateTimeField()),
                ('households', models.IntegerField()),
                ('raised', models.IntegerField(default=0)),
                ('merged', models.IntegerField(default=0)),
                ('unknown', models.JSONField(default=list, help_text='indicators that could not be judged, with the reason')),
                ('demonstration', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='LevelCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('level', models.CharField(choices=[('red', '红色'), ('orange', '橙色'), ('yellow', '黄色'), ('blue', '蓝色'), ('green', '绿色')], max_length=10)),
                ('households', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'region', 'level'), name='monitoring_level_count')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('level', models.CharField(choices=[('red', '红色'), ('orange', '橙色'), ('yellow', '黄色'), ('blue', '蓝色'), ('green', '绿色')], db_collation='C', max_length=10)),
                ('severity', models.SmallIntegerField(help_text='1 red … 4 blue, to sort by')),
                ('score', models.IntegerField()),
                ('findings', models.JSONField()),
                ('status', models.CharField(choices=[('open', '待处理'), ('case', '已立案'), ('closed', '已办结')], db_collation='C', default='open', max_length=10)),
                ('raised_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('outcome', models.CharField(blank=True, choices=[('admitted', '纳入救助'), ('referred', '转介'), ('already_covered', '已享受无需'), ('not_met', '不符合'), ('unreachable', '无法联系'), ('wrong_data', '数据有误')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('handled_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='cases.case')),
                ('handled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='alerts', to='people.household')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'due_on', 'severity', 'id'], name='monitoring_desk'), models.Index(fields=['status', 'severity', 'due_on', 'id'], name='monitoring_gravest'), models.Index(condition=models.Q(('status', 'open')), fields=['region', 'due_on', 'severity', 'id'], include=('level', 'household'), name='monitoring_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('household',), name='monitoring_one_open_alert'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('handled_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='monitoring_closed_by_person'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'case'), _negated=True), ('case__isnull', False), _connector='OR'), name='monitoring_case_is_named')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('pk', models.CompositePrimaryKey('household_id', 'month', blank=True, editable=False, primary_key=True, serialize=False)),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('score', models.IntegerField()),
                ('level', models.CharField(choices=[('red', '红色'), ('orange', '橙色'), ('yellow', '黄色'), ('blue', '蓝色'), ('green', '绿色')], db_collation='C', max_length=10)),
                ('previous_level', models.CharField(choices=[('red', '红色'), ('orange', '橙色'), ('yellow', '黄色'), ('blue', '蓝色'), ('green', '绿色')], max_length=10, null=True)),
                ('household', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='scores', to='people.household')),
            ],
            options={
                'indexes': [models.Index(fields=['month', 'level', 'region', 'household'], name='monitoring_score_level')],
            },
        ),
    ]
