"""筛查 Screening: the counts of a screen by town, and who may see them."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_rowaccess")]

    operations = [
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("month", models.CharField(db_collation="C", max_length=7, primary_key=True, serialize=False)),
                ("file", models.CharField(help_text="in the lake, named by what it rests on", max_length=200)),
                ("as_of", models.DateField()),
                ("at", models.DateTimeField()),
                ("households", models.IntegerField()),
                ("too_large", models.IntegerField(default=0, help_text="collective households that are no case")),
                ("missing", models.JSONField(default=list, help_text="feeds that did not arrive")),
                ("demonstration", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ScreeningCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(db_collation="C", max_length=7)),
                ("region", models.CharField(db_collation="C", max_length=12)),
                ("programme", models.CharField(max_length=30)),
                ("standing", models.CharField(max_length=30)),
                ("fact", models.CharField(blank=True, max_length=80)),
                ("households", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "region", "programme", "standing", "fact"), name="monitoring_screening_count"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            (Path(__file__).parents[1] / "screening.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
