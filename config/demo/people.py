"""Schools and people of the demo municipality."""

from schools.choices import Role, SchoolResult, Zone

NAME = "Верхнелучинский муниципальный округ"
SHORT_NAME = "Верхнелучинский округ"
SLUG = "verkhneluchinsk"
DEPARTMENT = "Управление образования администрации Верхнелучинского муниципального округа"

# short name, full name, number, pupils, teachers, results, zone
SCHOOLS = (
    ("СОШ № 1", "МБОУ «Средняя школа № 1»", "1", 812, 51, SchoolResult.ORDINARY, Zone.GREEN),
    ("СОШ № 2", "МБОУ «Средняя школа № 2»", "2", 640, 42, SchoolResult.ORDINARY, Zone.GREEN),
    ("СОШ № 3", "МБОУ «Средняя школа № 3»", "3", 588, 40, SchoolResult.AT_RISK, Zone.YELLOW),
    ("Гимназия № 4", "МБОУ «Гимназия № 4»", "4", 905, 60, SchoolResult.ORDINARY, Zone.GREEN),
    ("Лицей № 5", "МБОУ «Лицей № 5»", "5", 730, 49, SchoolResult.ORDINARY, Zone.GREEN),
    ("СОШ № 6", "МБОУ «Средняя школа № 6»", "6", 455, 33, SchoolResult.AT_RISK, Zone.YELLOW),
    ("СОШ № 7", "МБОУ «Средняя школа № 7»", "7", 512, 36, SchoolResult.ORDINARY, Zone.GREEN),
    ("Лучинская СОШ", "МБОУ «Лучинская средняя школа»", "", 298, 24, SchoolResult.ORDINARY, Zone.GREEN),
    (
        "Сосновоборская СОШ",
        "МБОУ «Сосновоборская средняя школа»",
        "",
        241,
        21,
        SchoolResult.AT_RISK,
        Zone.YELLOW,
    ),
    ("Ключевская СОШ", "МБОУ «Ключевская средняя школа»", "", 187, 18, SchoolResult.ORDINARY, Zone.GREEN),
    ("Еловская ООШ", "МКОУ «Еловская основная школа»", "", 96, 13, SchoolResult.LOW_RESULTS, Zone.RED),
    ("Мельничная ООШ", "МКОУ «Мельничная основная школа»", "", 74, 11, SchoolResult.LOW_RESULTS, Zone.RED),
    ("Заовражная СОШ", "МБОУ «Заовражная средняя школа»", "", 163, 17, SchoolResult.ORDINARY, Zone.GREEN),
    ("Калиновская СОШ", "МБОУ «Калиновская средняя школа»", "", 204, 19, SchoolResult.AT_RISK, Zone.YELLOW),
    ("Пристанская ООШ", "МКОУ «Пристанская основная школа»", "", 88, 12, SchoolResult.ORDINARY, Zone.GREEN),
    ("Вечерняя школа", "МКОУ «Вечерняя школа»", "", 69, 9, SchoolResult.LOW_RESULTS, Zone.YELLOW),
)

# surname, first name, patronymic: the director of the school in the same place of SCHOOLS
DIRECTORS = (
    ("Абрикосова", "Лидия", "Матвеевна"),
    ("Берёзкин", "Олег", "Фёдорович"),
    ("Васильчикова", "Инна", "Петровна"),
    ("Голубева", "Тамара", "Львовна"),
    ("Дроздов", "Кирилл", "Андреевич"),
    ("Ельцова", "Марина", "Юрьевна"),
    ("Журавлёв", "Степан", "Ильич"),
    ("Зорина", "Анна", "Сергеевна"),
    ("Исаков", "Роман", "Викторович"),
    ("Калачёва", "Раиса", "Захаровна"),
    ("Ларионова", "Вера", "Антоновна"),
    ("Мохов", "Николай", "Егорович"),
    ("Незнамова", "Ольга", "Тимофеевна"),
    ("Орешкин", "Игорь", "Маркович"),
    ("Пчёлкина", "Галина", "Дмитриевна"),
    ("Рябов", "Семён", "Аркадьевич"),
)

# the school in this place has a school coordinator too
SCHOOL_COORDINATORS = {
    0: ("Уткина", "Софья", "Павловна"),
    10: ("Фролкина", "Нина", "Борисовна"),
}

# role, surname, first name, patronymic, post, address before the @
DEPARTMENT_PEOPLE = (
    (Role.HEAD, "Тихомиров", "Павел", "Васильевич", "начальник управления", "head"),
    (Role.COORDINATOR, "Лебедева", "Ольга", "Игоревна", "муниципальный координатор", "coordinator"),
    (Role.SPECIALIST, "Гордеева", "Надежда", "Степановна", "главный специалист", "specialist"),
    (Role.SPECIALIST, "Савина", "Елена", "Юрьевна", "методист", "methodist"),
    (Role.SPECIALIST, "Крылов", "Денис", "Аркадьевич", "методист", "methodist2"),
    (Role.ADMINISTRATOR, "Хохлов", "Артём", "Романович", "администратор портала", "admin"),
    (Role.VIEWER, "Цветкова", "Юлия", "Максимовна", "специалист министерства образования", "viewer"),
)
# another municipality, so that the viewer has something to compare
NEIGHBOUR = ("Нижнелучинский муниципальный округ", "Нижнелучинский округ", "nizhneluchinsk")
NEIGHBOUR_SCHOOLS = ("СОШ № 1", "СОШ № 2", "Ольховская СОШ", "Луговская ООШ")
