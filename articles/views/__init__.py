"""The reader's pages: GET and HEAD only, complete without script, without cookies.

A view never looks at the session, the user or a cookie, and its templates never see
the request: the same address gives every visitor the same bytes.
"""
