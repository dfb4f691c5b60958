"""政策参考 The rules beside their articles, written from the code and the law."""
