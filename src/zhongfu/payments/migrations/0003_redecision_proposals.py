"""重新核定建议 Proposals to decide again: their table, and who sees and writes it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhongfu.audit import rowaccess


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_rowaccess'),
        ('payments', '0002_rowaccess'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RedecisionProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(db_collation='C', max_length=12)),
                ('programme', models.CharField(max_length=30)),
                ('reason', models.CharField(help_text='a code of policy/redecision/causes.py', max_length=30)),
                ('cause', models.CharField(help_text='SHA-256 of the months and amounts, hexadecimal', max_length=64)),
                ('facts', models.JSONField(default=dict, help_text='what is now held true, by path in the case file')),
                ('first', models.CharField(db_collation='C', max_length=7)),
                ('last', models.CharField(db_collation='C', max_length=7)),
                ('answer', models.JSONField(help_text='month by month, as the policy said')),
                ('underpaid_fen', models.BigIntegerField(default=0)),
                ('overpaid_fen', models.BigIntegerField(default=0)),
                ('decided_digest', models.CharField(help_text='SHA-256 of the decision that the case was confirmed with', max_length=64)),
                ('redecided_digest', models.CharField(help_text='SHA-256 of the answer', max_length=64)),
                ('demonstration', models.BooleanField(default=False)),
                ('found_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('proposed', '待处理'), ('accepted', '采纳'), ('partly', '部分采纳'), ('dismissed', '不采纳')], default='proposed', max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('settled_months', models.JSONField(default=list, help_text='the months that the deciding person accepts')),
                ('to_pay_fen', models.BigIntegerField(default=0, help_text='accepted underpayment, for a person to pay; nothing pays it by itself')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redecisions', to='cases.case')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['region', 'state', 'found_at'], name='payments_proposal_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('settled_by', None), models.Q(('settled_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='payments_proposal_two_persons'), models.CheckConstraint(condition=models.Q(('state', 'proposed'), models.Q(('proposed_by__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False), models.Q(('words', ''), _negated=True)), _connector='OR'), name='payments_proposal_settled_by_persons'), models.UniqueConstraint(fields=('case', 'cause'), name='payments_proposal_once')],
            },
        ),
        rowaccess.applied(__file__, "rowaccess_proposals.sql"),
    ]
