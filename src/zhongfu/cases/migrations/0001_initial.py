"""数据表 Tables of this application."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Numbering',
            fields=[
                ('series', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('last', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('number', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('programme', models.CharField(default='dibao', max_length=30)),
                ('origin', models.CharField(choices=[('alert', '监测预警'), ('application', '申请')], max_length=20)),
                ('month', models.CharField(help_text='the month whose facts the case started from', max_length=7)),
                ('facts', models.JSONField(help_text='case file as the sources know it, with sources by path')),
                ('declared', models.JSONField(default=dict, help_text='what only the applicant could say: {path: value}')),
                ('decision', models.JSONField(help_text="the policy's answer and its tree of reasons", null=True)),
                ('demonstration', models.BooleanField(default=False, help_text='a demonstration value was used')),
                ('status', models.CharField(choices=[('accepted', '已受理'), ('proposed', '待确认'), ('confirmed', '已确认'), ('refused', '不予批准'), ('withdrawn', '已撤回')], default='accepted', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('proposal', models.CharField(blank=True, choices=[('approve', '拟批准'), ('refuse', '拟不予批准')], max_length=10)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('opinion', models.TextField(blank=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('returned_reason', models.TextField(blank=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('letter_number', models.CharField(blank=True, max_length=40)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='cases', to='people.household')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('programme', models.CharField(max_length=30)),
                ('payee_name', models.CharField(max_length=100)),
                ('payee_id_no', models.CharField(max_length=18)),
                ('amount_fen', models.BigIntegerField()),
                ('starts', models.CharField(db_collation='C', max_length=7)),
                ('until', models.CharField(db_collation='C', help_text='the last month; null runs on', max_length=7, null=True)),
                ('demonstration', models.BooleanField(default=False)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entitlement', to='cases.case')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='entitlements', to='people.household')),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['status', 'due_on', 'number'], name='cases_desk'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['region', 'status'], name='cases_region'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='cases_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['confirmed', 'refused']), _negated=True), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='cases_decided_by_persons'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('refusal_reason', ''), _negated=True), _connector='OR'), name='cases_refusal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['accepted', 'proposed'])), fields=('household', 'programme'), name='cases_one_open_per_programme'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=models.Index(fields=['region', 'starts'], name='cases_entitlement_region'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='cases_entitlement_positive'),
        ),
    ]
