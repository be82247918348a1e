"""The tables of the summary: by roadmap, section, school, responsible."""

from typing import Any

from common.views import PageView
from monitoring.services import standings
from monitoring.services.summary_tables import TABLES, sorted_lines, table_named
from schools.access import Ability, member


class Monitoring(PageView):
    """One table of figures, each a link to its rows; summaries are read, nothing is counted here."""

    ability = Ability.VIEW_MONITORING
    template_name = "monitoring/summary_list.html"
    partial_name = "monitoring/_summary_table.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the lines of the table asked for, in the order asked for."""
        asked, seen = self.request.GET, member(self.request)
        roadmaps = standings.counted_roadmaps(seen)
        choice = standings.choose(roadmaps, asked.get("roadmap", ""))
        table, sort = table_named(asked.get("by", ""), choice), asked.get("sort", "")
        return super().get_context_data(
            roadmaps=roadmaps,
            choice=choice,
            tables=TABLES,
            table=table,
            sort=sort,
            lines=sorted_lines(table.lines(choice), sort),
            whole=standings.whole(choice),
            freshness=standings.freshness(choice, seen.today),
            **kwargs,
        )
