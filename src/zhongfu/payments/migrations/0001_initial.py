"""数据表 Tables of this application."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('number', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('status', models.CharField(choices=[('draft', '待审批'), ('approved', '已审批')], default='draft', max_length=10)),
                ('items_count', models.IntegerField(default=0)),
                ('total_fen', models.BigIntegerField(default=0)),
                ('demonstration', models.BooleanField(default=False)),
                ('file_digest', models.CharField(blank=True, help_text='SHA-256 of the bank file, hexadecimal', max_length=64)),
                ('built_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('built_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('month', models.CharField(db_collation='C', max_length=7)),
                ('payee_name', models.CharField(max_length=100)),
                ('payee_id_no', models.CharField(max_length=18)),
                ('amount_fen', models.BigIntegerField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='payments.batch')),
                ('entitlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='cases.entitlement')),
            ],
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('built_by')), _negated=True), _connector='OR'), name='payments_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('file_digest', ''), _negated=True)), _connector='OR'), name='payments_approved_is_fixed'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('region', 'month'), name='payments_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('entitlement', 'month'), name='payments_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='payments_item_positive'),
        ),
    ]
