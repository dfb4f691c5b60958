"""数据表 Tables of this application."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True)),
                ('display_name', models.CharField(max_length=60)),
                ('demo', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('failed_sign_ins', models.SmallIntegerField(default=0)),
                ('locked_until', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoadedMonth',
            fields=[
                ('month', models.CharField(max_length=7, primary_key=True, serialize=False)),
                ('panel_key', models.CharField(max_length=80)),
                ('persons_key', models.CharField(blank=True, max_length=80)),
                ('inputs', models.CharField(blank=True, help_text='the deliveries that were current at the last look', max_length=80)),
                ('households', models.IntegerField()),
                ('loaded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('household_id', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('head_name', models.CharField(db_collation='C', max_length=100)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('members', models.IntegerField()),
                ('month', models.CharField(max_length=7)),
            ],
            options={
                'indexes': [models.Index(fields=['region', 'household_id'], name='people_household_region'), models.Index(fields=['head_name', 'household_id'], name='people_household_head')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdMonth',
            fields=[
                ('pk', models.CompositePrimaryKey('household_id', 'month', blank=True, editable=False, primary_key=True, serialize=False)),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('members', models.IntegerField()),
                ('minors', models.IntegerField()),
                ('elders', models.IntegerField()),
                ('income_fen', models.BigIntegerField(null=True)),
                ('wage_fen', models.BigIntegerField(null=True)),
                ('pension_fen', models.BigIntegerField(null=True)),
                ('business_fen', models.BigIntegerField(null=True)),
                ('aid_fen', models.BigIntegerField(null=True)),
                ('medical_total_fen', models.BigIntegerField(null=True)),
                ('medical_self_paid_fen', models.BigIntegerField(null=True)),
                ('medical_self_paid_12m_fen', models.BigIntegerField(null=True)),
                ('severe_disabled', models.IntegerField(null=True)),
                ('students', models.IntegerField(null=True)),
                ('deaths_12m', models.IntegerField(null=True)),
                ('births_12m', models.IntegerField(null=True)),
                ('houses', models.IntegerField(null=True)),
                ('vehicles', models.IntegerField(null=True)),
                ('businesses', models.IntegerField(null=True)),
                ('insured_members', models.IntegerField(null=True)),
                ('in_programme', models.CharField(max_length=20, null=True)),
                ('household', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='months', to='people.household')),
            ],
        ),
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('one', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('demo', '演示'), ('production', '生产')], max_length=12)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one', 1)), name='people_installation_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('province', '省'), ('prefecture', '市'), ('county', '县（区）'), ('town', '镇（街道）')], max_length=12)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.region')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id_no', models.CharField(db_collation='C', max_length=18, primary_key=True, serialize=False)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('name', models.CharField(db_collation='C', max_length=100)),
                ('sex', models.CharField(max_length=6, null=True)),
                ('birth', models.DateField(null=True)),
                ('relation', models.CharField(max_length=20, null=True)),
                ('hukou_kind', models.CharField(max_length=10, null=True)),
                ('wage_fen', models.BigIntegerField(null=True)),
                ('pension_fen', models.BigIntegerField(null=True)),
                ('basic_pension_fen', models.BigIntegerField(null=True)),
                ('business_fen', models.BigIntegerField(null=True)),
                ('disabled', models.BooleanField(help_text='holds a valid certificate', null=True)),
                ('disability_kind', models.CharField(max_length=20, null=True)),
                ('disability_grade', models.SmallIntegerField(null=True)),
                ('student', models.BooleanField(null=True)),
                ('student_stage', models.CharField(max_length=20, null=True)),
                ('full_time', models.BooleanField(null=True)),
                ('insured', models.BooleanField(null=True)),
                ('medical_self_paid_12m_fen', models.BigIntegerField(null=True)),
                ('month', models.CharField(max_length=7)),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='persons', to='people.household')),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'id_no'], name='people_person_name')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clerk', '经办人'), ('confirmer', '审核确认人'), ('supervisor', '督导')], max_length=12)),
                ('since', models.DateField()),
                ('until', models.DateField(help_text='the last day', null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.region')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='people_posting_dates')],
            },
        ),
    ]
