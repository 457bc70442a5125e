/// Message templates.
extension DiagnosticPage {
    static let templates: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownTemplate, Bilingual("No message template has this name", "Nenhum modelo de mensagem tem este nome"),
            about: Bilingual(
                """
                Outside of the 24 hours after a customer's last message WhatsApp takes only templates that it has
                approved. This one is named like none that the bot declares, but nearly: WhatsApp would refuse it,
                and the reminder would never arrive.
                """,
                """
                Fora das 24 horas depois da última mensagem do cliente, o WhatsApp só aceita modelos que aprovou.
                Este tem um nome que o bot não declara, mas quase: o WhatsApp o recusaria, e o lembrete nunca
                chegaria.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá! O bolo de {{1}} está pronto."}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: bolo_prontos, body: [milho]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá! O bolo de {{1}} está pronto."}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: bolo_pronto, body: [milho]}
                """),
        DiagnosticPage(
            .undeclaredTemplate, Bilingual("A message template is not declared", "Um modelo de mensagem não está declarado"),
            about: Bilingual(
                """
                The template may well be approved at WhatsApp, but the bot does not know its text, so that nothing
                checks whether all its variables are filled. With one too few WhatsApp refuses the message. Write
                the text as it was approved under 'channels.whatsapp.templates'.
                """,
                """
                O modelo pode até estar aprovado no WhatsApp, mas o bot não conhece o texto, e nada confere se todas
                as variáveis estão preenchidas. Com uma a menos o WhatsApp recusa a mensagem. Escreva o texto como
                foi aprovado em 'channels.whatsapp.templates'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá! O bolo de {{1}} está pronto."}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: promocao_de_natal, language: pt_BR, body: [panetone]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá! O bolo de {{1}} está pronto."}
                      promocao_de_natal: {language: pt_BR, body: "Neste Natal temos {{1}}!"}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: promocao_de_natal, language: pt_BR, body: [panetone]}
                """),
        DiagnosticPage(
            .templateVariables,
            Bilingual(
                "What a message template is given does not match its text",
                "O que um modelo de mensagem recebe não combina com o texto"),
            about: Bilingual(
                """
                An approved template has a fixed number of variables, and WhatsApp refuses it when one is missing or
                too many. Give one value for each, in order, or by their names where they have names.
                """,
                """
                Um modelo aprovado tem um número fixo de variáveis, e o WhatsApp o recusa quando falta ou sobra uma.
                Dê um valor para cada, na ordem, ou pelos nomes quando elas têm nomes.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá, {{1}}! O bolo de {{2}} está pronto."}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: bolo_pronto, body: [milho]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                channels:
                  whatsapp:
                    phone_number_id: ${WHATSAPP_NUMBER}
                    access_token: ${WHATSAPP_TOKEN}
                    app_secret: ${WHATSAPP_SECRET}
                    verify_token: ${WHATSAPP_VERIFY}
                    templates:
                      bolo_pronto: {language: pt_BR, body: "Olá, {{1}}! O bolo de {{2}} está pronto."}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      say:
                      template: {name: bolo_pronto, body: ["{{ contact.first_name.orValue('cliente') }}", milho]}
                """),
    ]
}
