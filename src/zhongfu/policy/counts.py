"""计数节点: which nodes of the rule language count, so that what is sure of a partly unknown count is kept."""

from zhongfu.policy.language import Arithmetic, Constant, Expression, Over, When


def is_count(node: Expression) -> bool:
    """Whether the node counts: one or none, as a condition holds or fails, or a sum of such."""
    if isinstance(node, When):
        return {_one_or_none(node.then), _one_or_none(node.otherwise)} == {0, 1}
    if isinstance(node, Over):
        return node.which == "sum" and is_count(node.value)
    return isinstance(node, Arithmetic) and node.operator == "+" and all(map(is_count, node.operands))


def _one_or_none(node: Expression | None) -> int | None:
    return node.value if isinstance(node, Constant) and type(node.value) is int else None
