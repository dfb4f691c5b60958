"""数据表 Tables of this application."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, null=True)),
                ('month', models.CharField(max_length=7, null=True)),
                ('digest', models.CharField(help_text='SHA-256 of the bytes, hexadecimal', max_length=64)),
                ('path', models.CharField(help_text='as in the answer: folder/file', max_length=400)),
                ('status', models.CharField(choices=[('loaded', '已载入'), ('unchanged', '未变化'), ('refused', '已退回')], max_length=10)),
                ('rows', models.BigIntegerField()),
                ('accepted', models.BigIntegerField()),
                ('rejected', models.BigIntegerField()),
                ('part', models.CharField(blank=True, help_text='the Parquet part, relative to the lake', max_length=400)),
                ('taken_in_at', models.DateTimeField()),
                ('taken_in_by', models.CharField(max_length=150)),
                ('current', models.BooleanField(default=False)),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='deliveries.delivery')),
            ],
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.IntegerField(null=True)),
                ('column', models.CharField(blank=True, max_length=60)),
                ('code', models.CharField(max_length=40)),
                ('message_zh', models.TextField()),
                ('message_en', models.TextField()),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='deliveries.delivery')),
            ],
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['source', 'month', 'digest'], name='deliveries_known'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('source', 'month'), name='deliveries_one_current'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('current', False), ('status', 'loaded'), _connector='OR'), name='deliveries_current_is_loaded'),
        ),
    ]
