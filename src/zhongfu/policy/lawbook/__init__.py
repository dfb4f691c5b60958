"""政策文件 Policy files: read, checked one by one and together; derived values."""
