"""How tables are headed where the document has no caption of its own."""

from typing import Final

CAPTIONS: Final = {
    "passport": "Паспорт дорожной карты",
    "indicators": "Целевые показатели",
    "control_points": "Контрольные точки",
    "plan": "План мероприятий",
    "mechanisms": "Механизмы реализации дорожной карты",
    "specialists": "Список специалистов, ответственных за реализацию дорожной карты",
}
