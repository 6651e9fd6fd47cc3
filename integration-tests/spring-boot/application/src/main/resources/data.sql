insert into book (isbn, title, pages, version) values ('9780141439518', 'Pride and Prejudice', 480, 0);
insert into book (isbn, title, pages, version) values ('9780141439556', 'Wuthering Heights', 416, 0);
insert into book (isbn, title, pages, version) values ('9780141439600', 'A Tale of Two Cities', 544, 0);
insert into book (isbn, title, pages, version) values ('9780140449136', 'Crime and Punishment', 720, 0);
