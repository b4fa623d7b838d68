"""Small dumps of other forums, made by hand: no real member and no real text is in them."""

PHPBB_MYSQL = r"""-- MySQL dump 10.13
DROP TABLE IF EXISTS `x_acl_groups`;
CREATE TABLE `x_acl_groups` (
  `group_id` mediumint(8) unsigned NOT NULL,
  `forum_id` mediumint(8) unsigned NOT NULL,
  `auth_option_id` mediumint(8) unsigned NOT NULL,
  `auth_role_id` mediumint(8) unsigned NOT NULL,
  `auth_setting` tinyint(2) NOT NULL,
  KEY `group_id` (`group_id`)
) ENGINE=InnoDB;
INSERT INTO `x_acl_groups` VALUES (1,1,0,17,0),(1,2,0,17,0),(2,3,20,0,1),(2,4,20,0,1);
INSERT INTO `x_acl_options` (`auth_option_id`,`auth_option`) VALUES (20,'f_read'),(21,'f_post');
INSERT INTO `x_acl_roles_data` (`role_id`,`auth_option_id`,`auth_setting`) VALUES (17,20,1),(17,21,0);
INSERT INTO `x_groups` (`group_id`,`group_name`) VALUES (1,'GUESTS'),(2,'REGISTERED'),(5,'ADMINISTRATORS');
INSERT INTO `x_config` (`config_name`,`config_value`) VALUES ('script_path','/forum'),('sitename','Pots &amp; Pans');
INSERT INTO `x_forums` (`forum_id`,`parent_id`,`left_id`,`forum_name`,`forum_desc`,`forum_type`,`forum_password`) VALUES
(1,0,1,'Kitchen','',0,''),
(2,1,2,'Pots &amp; pans','All [b]of[/b] them',1,''),
(3,1,4,'Members','',1,''),
(4,1,6,'Locked up','',1,'$H$secret'),
(5,0,8,'Staff','',1,'');
INSERT INTO `x_posts` (`post_id`,`topic_id`,`poster_id`,`post_username`,`post_time`,`post_visibility`,`post_edit_time`,`bbcode_uid`,`post_text`) VALUES
(10,1,2,'',1500000000,1,0,'','<r><B><s>[b]</s>Which<e>[/b]</e></B> pot?<br/>\nIt\'s for soup; \'yes\', (really).</r>'),
(11,1,1,'Passer-by',1500000100,1,1500000200,'ab12','[quote=&quot;Ann&quot;:ab12]Which[/quote:ab12] A [b:ab12]big[/b:ab12] one <!-- s:) --><img src=\"x\" alt=\":)\" /><!-- s:) --> [list:ab12][*:ab12]one[/*:m:ab12][*:ab12]two[/*:m:ab12][/list:u:ab12]'),
(12,1,3,'',1500000300,2,0,'','<t>deleted</t>'),
(13,2,3,'',1500000400,1,0,'','<t>Only for us</t>');
INSERT INTO `x_topics` (`topic_id`,`forum_id`,`topic_title`,`topic_poster`,`topic_time`,`topic_views`,`topic_status`,`topic_type`,`topic_visibility`,`topic_moved_id`,`topic_first_poster_name`) VALUES (1,2,'Which &quot;pot&quot;?',2,1500000000,77,1,1,1,0,'Ann'),(2,5,'Staff only',3,1500000400,1,0,0,1,0,'Ben'),(3,2,'Moved',2,1500000000,0,2,0,1,1,'Ann'),(4,99,'Nowhere',2,1500000000,0,0,0,1,0,'Ann');
INSERT INTO `x_users` (`user_id`,`user_type`,`username`,`user_email`,`user_regdate`) VALUES (1,2,'Anonymous','',0),(2,0,'Ann','ann@old.example',1400000000),(3,3,'Ben','',1400000001),(9,2,'Bot [Crawler]','',0);
"""

PHPBB_POSTGRES = r"""-- PostgreSQL database dump
SET standard_conforming_strings = on;
INSERT INTO public.phpbb_forums (forum_id, parent_id, left_id, forum_name, forum_desc, forum_type, forum_password) VALUES (1, 0, 1, 'It''s one', '', 1, '');
INSERT INTO public.phpbb_topics (topic_id, forum_id, topic_title, topic_poster, topic_time, topic_views, topic_status, topic_type, topic_visibility, topic_moved_id, topic_first_poster_name) VALUES (1, 1, 'A \ backslash', 2, 1500000000, 0, 0, 0, 1, 0, 'Ann');
COPY public.phpbb_posts (post_id, topic_id, poster_id, post_username, post_time, post_visibility, post_edit_time, bbcode_uid, post_text) FROM stdin;
1	1	2		1500000000	1	0		<t>one\\n\ttab\nline</t>
2	1	2		1500000001	1	0		too	many	cells
3	1	2		1500000002	1	0	\N	<t>two</t>
\.

INSERT INTO public.phpbb_users (user_id, user_type, username, user_email, user_regdate) VALUES (2, 0, 'Ann', 'not an address', 1400000000);
INSERT INTO public.phpbb_posts (post_id, topic_id, poster_id, post_username, post_time, post_visibility, post_edit_time, bbcode_uid, post_text) VALUES (4, 1, 2, '', 1500000003, 1, 0, NULL, '<t>over
two; lines</t>');
"""

DISCOURSE = r"""-- PostgreSQL database dump
CREATE TABLE public.bookmarks (id integer);
COPY public.categories (id, name, slug, description, parent_category_id, read_restricted, "position") FROM stdin;
6	Wooden	wooden	\N	5	f	2
5	Spoons	spoons	<p>All of them</p>	\N	f	1
7	Team	team	\N	\N	t	3
\.

COPY public.post_actions (id, post_id, user_id, post_action_type_id, created_at, deleted_at) FROM stdin;
1	21	2	2	2021-01-03 00:00:00	\N
2	21	3	2	2021-01-03 00:00:00	2021-01-04 00:00:00
3	20	3	3	2021-01-03 00:00:00	\N
\.

COPY public.posts (id, user_id, topic_id, post_number, raw, created_at, reply_to_post_number, deleted_at, hidden, post_type) FROM stdin;
21	3	10	2	[quote="ann, post:1, topic:10"]\nWhich?\n[/quote]\n\nBeech, **always**.	2021-01-02 00:00:00	1	\N	f	1
20	2	10	1	Which wood?	2021-01-01 00:00:00	\N	\N	f	1
22	-1	10	3	closed	2021-01-03 00:00:00	\N	\N	f	3
23	2	10	4	gone	2021-01-04 00:00:00	\N	2021-01-05 00:00:00	f	1
30	2	11	1	secret letter	2021-01-01 00:00:00	\N	\N	f	1
40	3	12	1	plans	2021-01-01 00:00:00	\N	\N	f	1
\.

COPY public.tags (id, name, description) FROM stdin;
1	beech	A wood
\.

COPY public.topic_custom_fields (id, topic_id, name, value) FROM stdin;
1	10	accepted_answer_post_id	21
\.

COPY public.topic_tags (id, topic_id, tag_id) FROM stdin;
1	10	1
\.

COPY public.topics (id, title, user_id, category_id, created_at, views, closed, pinned_at, deleted_at, archetype, visible, slug) FROM stdin;
10	Which wood?	2	6	2021-01-01 00:00:00	50	f	\N	\N	regular	t	which-wood
11	A letter	2	\N	2021-01-01 00:00:00	1	f	\N	\N	private_message	t	a-letter
12	Plans	3	7	2021-01-01 00:00:00	1	t	2021-01-01 00:00:00	\N	regular	t	plans
\.

COPY public.user_emails (id, user_id, email, "primary") FROM stdin;
1	2	ann@old.example	t
\.

COPY public.users (id, username, name, created_at) FROM stdin;
-1	system	system	2020-01-01 00:00:00
2	ann	Ann Ladle	2020-01-01 00:00:00
3	ben	\N	2020-01-01 00:00:00
\.
"""

ARCHIVE = """topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at
Which wood?,Spoons,No,"Mine is
beech",<p>x</p>,4,0,https://forum.example/t/which-wood/10/7,2021-01-02 00:00:00 UTC
A letter,-,Yes,secret,<p>x</p>,0,0,https://forum.example/t/a-letter/11/1,2021-01-02 00:00:00 UTC
Odd,-,No,odd,<p>x</p>,0,0,https://forum.example/odd,2021-01-02 00:00:00 UTC
"""

TABLE = """topic_id;post_id;created;title;space;space_visibility;author_id;author_name;markdown;accepted;kind;tags;topic_address
1;1;2020-01-01;How?;Help desk;;7;Ann;Tell *me*;;question;a|b;/old/1
1;2;2020-01-02T10:00:00+02:00;;Help desk;;;Ben;So;yes;;;
2;3;1577836800;Rent;Office;staff only;7;Ann;Due;;;;
3;4;yesterday;Never;Help desk;;7;Ann;x;;;;
"""
