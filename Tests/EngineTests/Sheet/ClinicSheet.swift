import Testing

@Suite("expressions of a clinic")
struct ClinicSheet {
    private let sheet = Sheet(
        head: """
            types:
              Consulta: {medico: string, inicio: datetime, sala: integer, convenio: string?}
            state:
              consulta:
                type: Consulta
                default: {medico: DRA. HELENA DOS SANTOS, inicio: "2026-11-25T14:30:00-03:00", sala: 3}
              nascimento: {type: date, default: "1990-11-24"}
              temperatura: {type: number, default: 38.25}
              sintomas: {type: list(string), default: [febre, tosse]}
              horarios: {type: list(datetime), default: ["2026-11-24T08:00:00-03:00", "2026-11-24T09:30:00-03:00"]}
            """)

    typealias Row = Sheet.Row

    @Test(
        "an expression comes to what is beside it",
        arguments: [
            Row("say: \"{{ title(consulta.medico) }}\"", "Dra. Helena dos Santos"),
            Row(
                "say: \"{{ date(consulta.inicio, \\\"EEEE, d 'de' MMMM\\\") }}, às {{ time(consulta.inicio) }}\"",
                "quarta-feira, 25 de novembro, às 14:30"),
            Row("say: \"{{ datetime(consulta.inicio) }}, sala {{ consulta.sala }}\"", "25/11/2026 14:30, sala 3"),
            Row("say: \"{{ date(consulta.inicio, \\\"HH'h'mm\\\") }}\"", "14h30"),
            Row("if: consulta.inicio - now < duration('24h')", "false"),
            Row("if: daysBetween(now, consulta.inicio) == 2", "true"),
            Row("say: \"{{ consulta.?convenio.orValue('Particular') }}\"", "Particular"),
            Row("if: has(consulta.convenio)", "false"),
            Row("if: consulta.convenio == null", "true"),
            Row("if: addMonths(nascimento, 18 * 12) <= today()", "true"),
            Row("say: \"{{ date(addMonths(today(), 6)) }}\"", "23/05/2027"),
            Row("say: \"{{ date(addDays(consulta.inicio, 30)) }}\"", "25/12/2026"),
            Row("if: temperatura >= 37.8 && 'febre' in sintomas", "true"),
            Row("say: \"{{ number(temperatura, 1) }} °C\"", "38,3 °C"),
            Row("if: \"sintomas.exists(s, s in ['falta de ar', 'dor no peito'])\"", "false"),
            Row("say: \"{{ horarios.map(h, time(h)).join(' ou ') }}\"", "08:00 ou 09:30"),
            Row("say: \"{{ parseDate(message.text) }}\"", "2026-12-02", heard: "2 de dezembro"),
            Row("if: parseDate(message.text, '') != ''", "false", heard: "semana que vem"),
            Row("if: \"message.text.matches('^[0-9]{11}$')\"", "true", heard: "12345678909"),
            Row("if: now.getDayOfWeek('America/Sao_Paulo') in [0, 6]", "false"),
        ])
    func rows(row: Row) throws { try sheet.check(row) }
}
