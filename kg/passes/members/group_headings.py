"""What the columns of a table of work groups are called, whatever its layout."""

from __future__ import annotations

import re

GROUP = re.compile("(?:应急|救援|现场)?(?:工作组|组别|小组|专业组|专班|工作专班)(?:名称)?|组名")
"""Work groups by name."""
CHAIR = re.compile("(?:小组|工作组)?组长(?:姓名)?|负责人|总?召集人|专班长|牵头领导")
VICE_CHAIR = re.compile("副召集人|副组长")
LEAD_ORG = re.compile("牵头(?:单位|部门)?|组长单位|负责单位")
MEMBER_ORG = re.compile("(?:成员|配合|参与|参加|组成|责任|协助)(?:单位|部门)")
