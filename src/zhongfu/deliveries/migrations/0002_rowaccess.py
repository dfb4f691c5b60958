"""行级安全 Row access: grants, row-level security and triggers of this application's tables."""

from django.db import migrations

from zhongfu.audit import rowaccess


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0001_initial"), ("audit", "0002_rowaccess")]
    operations = [rowaccess.applied(__file__)]
