"""人员与家庭 People: persons, households, regions, staff and their postings."""
