create table book (
    isbn varchar(13) primary key,
    title varchar(200) not null,
    pages int not null,
    version int not null
);
