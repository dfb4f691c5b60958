"""法律援助: legal aid for households in the categories that a place names; no rule on who gets it was read yet."""

from zhongfu.policy.declarations import param
from zhongfu.policy.language import Programme, all_of
from zhongfu.policy.programmes.category import Category, among


class LegalAid(Programme):
    """法律援助: legal aid, given in kind."""

    in_category = among(param.legal_aid.categories).cites("GG20").says("属于法律援助对象", "in a category that is aided")
    eligible = all_of(Category.applies_here, in_category).cites("GG20").says("法律援助", "legal aid")
