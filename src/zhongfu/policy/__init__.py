"""判定 Judgement: the rule language and the programmes. No Django, no input or output but reading law/."""
