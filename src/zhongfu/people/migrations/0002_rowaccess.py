"""行级安全 Row access: grants, row-level security and triggers of this application's tables."""

from django.db import migrations

from zhongfu.audit import rowaccess


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("audit", "0002_rowaccess"), ("sessions", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [rowaccess.applied(__file__)]
