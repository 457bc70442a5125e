select nome, preco from produtos where nome like :busca limit 10
