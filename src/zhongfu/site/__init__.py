"""站点 Site: settings, urls, wsgi, database supervisor, command line."""
