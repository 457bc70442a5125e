select situacao, criado_em
from pedidos
where numero = :numero and telefone = :telefone
