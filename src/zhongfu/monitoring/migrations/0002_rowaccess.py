"""行级安全 Row access: grants, row-level security and triggers of this application's tables."""

from django.db import migrations

from zhongfu.audit import rowaccess


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial"), ("cases", "0002_rowaccess")]
    operations = [rowaccess.applied(__file__)]
