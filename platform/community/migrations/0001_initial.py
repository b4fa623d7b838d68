import django.contrib.postgres.fields
import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0001_initial'),
        ('people', '0001_initial'),
        ('tenants', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('published_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_due_at', models.DateTimeField(null=True)),
                ('helpful_count', models.PositiveIntegerField(default=0)),
                ('unhelpful_count', models.PositiveIntegerField(default=0)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('state', models.CharField(default='draft', max_length=9)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_note', models.TextField(blank=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.article')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleContributor',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.articleversion')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('sequence', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True)),
                ('space_id', models.UUIDField(null=True)),
                ('tags', models.CharField(blank=True, max_length=250)),
                ('updated_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('level_source', models.CharField(default='rules', max_length=8)),
                ('level_since', models.DateTimeField(null=True)),
                ('title', models.CharField(blank=True, max_length=60)),
                ('silenced_until', models.DateTimeField(null=True)),
                ('silence_reason', models.CharField(blank=True, max_length=400)),
                ('suspended_until', models.DateTimeField(null=True)),
                ('suspension_reason', models.CharField(blank=True, max_length=400)),
                ('topic_count', models.PositiveIntegerField(default=0)),
                ('reply_count', models.PositiveIntegerField(default=0)),
                ('solution_count', models.PositiveIntegerField(default=0)),
                ('votes_given', models.PositiveIntegerField(default=0)),
                ('votes_received', models.PositiveIntegerField(default=0)),
                ('joined_at', models.DateTimeField()),
                ('first_posted_at', models.DateTimeField(null=True)),
                ('last_posted_at', models.DateTimeField(null=True)),
                ('last_seen_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MemberGroup',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('title', models.CharField(blank=True, max_length=60)),
                ('visibility', models.CharField(default='members', max_length=8)),
                ('is_mentionable', models.BooleanField(default=False)),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('member_count', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('is_owner', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.membergroup')),
            ],
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('single', 'One choice'), ('multiple', 'Several choices'), ('number', 'A number'), ('ranked', 'Choices in order of preference')], default='single', max_length=8)),
                ('results', models.CharField(choices=[('always', 'At once'), ('voted', 'After voting'), ('closed', 'When the poll is closed'), ('staff', 'Only for the team')], default='always', max_length=8)),
                ('voters_public', models.BooleanField(default=False)),
                ('min_choices', models.PositiveSmallIntegerField(default=1)),
                ('max_choices', models.PositiveSmallIntegerField(default=1)),
                ('voter_count', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('choice', models.JSONField()),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.poll')),
            ],
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('count', models.PositiveIntegerField(default=0)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='community.poll')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('body', models.TextField()),
                ('html', models.TextField()),
                ('language', models.CharField(default='en', max_length=15)),
                ('language_source', models.CharField(default='space', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField(null=True)),
                ('score', models.IntegerField(default=0)),
                ('vote_count', models.PositiveIntegerField(default=0)),
                ('origin', models.CharField(default='community', max_length=9)),
                ('hidden_at', models.DateTimeField(null=True)),
                ('hidden_as', models.CharField(blank=True, max_length=9)),
                ('wiki_at', models.DateTimeField(null=True)),
                ('imported_key', models.CharField(blank=True, max_length=80)),
                ('license', models.CharField(blank=True, max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('reply_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.AddField(
            model_name='poll',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post'),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=5)),
                ('target_id', models.UUIDField()),
                ('name', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
            ],
        ),
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField()),
                ('remind_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
            ],
        ),
        migrations.CreateModel(
            name='PostRevision',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField()),
                ('at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('hidden_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='PostTranslation',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=15)),
                ('state', models.CharField(default='ready', max_length=6)),
                ('source', models.CharField(max_length=7)),
                ('provider', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('slug', models.CharField(blank=True, max_length=80)),
                ('body', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('of_version', models.PositiveIntegerField(default=1)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='ReadingDay',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('topics', models.PositiveIntegerField(default=0)),
                ('posts', models.PositiveIntegerField(default=0)),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('announced_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SearchLog',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=15)),
                ('hit_count', models.PositiveIntegerField()),
                ('clicked', models.PositiveSmallIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Space',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('language', models.CharField(default='en', max_length=15)),
                ('visibility', models.CharField(choices=[('public', 'Everyone'), ('members', 'Members'), ('staff', 'Staff'), ('custom', 'By rules')], default='public', max_length=8)),
                ('position', models.IntegerField(default=0)),
                ('hue', models.PositiveSmallIntegerField(default=210)),
                ('help_after', models.DurationField(blank=True, null=True)),
                ('attribution', models.CharField(blank=True, max_length=400)),
                ('license_name', models.CharField(blank=True, max_length=80)),
                ('license_url', models.CharField(blank=True, max_length=300)),
                ('topic_count', models.PositiveIntegerField(default=0)),
                ('post_count', models.PositiveIntegerField(default=0)),
                ('icon', models.CharField(blank=True, max_length=40)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('translations', models.JSONField(blank=True, default=dict)),
                ('min_tags', models.PositiveSmallIntegerField(default=0)),
                ('slow_mode_seconds', models.PositiveIntegerField(default=0)),
                ('auto_close_after', models.DurationField(blank=True, null=True)),
                ('read_only_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('rules', models.JSONField(blank=True, default=list, editable=False)),
                ('created_at', models.DateTimeField()),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'permissions': [('post_in_space', 'May ask and answer'), ('moderate_space', 'May moderate')],
            },
        ),
        migrations.CreateModel(
            name='PostTemplate',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('use', models.CharField(choices=[('topic', 'Topics'), ('reply', 'Replies')], default='topic', max_length=5)),
                ('name', models.CharField(max_length=80)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField()),
                ('tags', models.CharField(blank=True, max_length=250)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
            ],
        ),
        migrations.CreateModel(
            name='SpaceGrant',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='community.space')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SpaceRule',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('right', models.CharField(max_length=8)),
                ('whom', models.CharField(max_length=8)),
                ('value', models.CharField(blank=True, max_length=40)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='TagGroup',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('position', models.IntegerField(default=0)),
                ('hue', models.PositiveSmallIntegerField(default=210)),
                ('is_exclusive', models.BooleanField(default=False)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('synonym_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='synonyms', to='community.tag')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tags', to='community.taggroup')),
            ],
        ),
        migrations.CreateModel(
            name='TagUse',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic_count', models.PositiveIntegerField(default=0)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='community.tag')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('slug', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('question', 'Question'), ('discussion', 'Discussion'), ('announcement', 'Announcement'), ('idea', 'Idea'), ('article', 'Article')], default='question', max_length=12)),
                ('language', models.CharField(default='en', max_length=15)),
                ('created_at', models.DateTimeField()),
                ('last_posted_at', models.DateTimeField()),
                ('last_position', models.PositiveIntegerField(default=1)),
                ('reply_count', models.PositiveIntegerField(default=0)),
                ('score', models.IntegerField(default=0)),
                ('view_count', models.PositiveIntegerField(default=0)),
                ('helpful_at', models.DateTimeField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('solved_at', models.DateTimeField(null=True)),
                ('locked_at', models.DateTimeField(null=True)),
                ('hidden_at', models.DateTimeField(null=True)),
                ('hidden_as', models.CharField(blank=True, max_length=9)),
                ('slow_mode_seconds', models.PositiveIntegerField(default=0)),
                ('pinned_at', models.DateTimeField(null=True)),
                ('pinned_until', models.DateTimeField(null=True)),
                ('pin_scope', models.CharField(blank=True, max_length=10)),
                ('bumped_at', models.DateTimeField(null=True)),
                ('archived_at', models.DateTimeField(null=True)),
                ('same_problem_count', models.PositiveIntegerField(default=0)),
                ('idea_status', models.CharField(default='open', max_length=11)),
                ('idea_votes', models.PositiveIntegerField(default=0)),
                ('banner_at', models.DateTimeField(null=True)),
                ('banner_until', models.DateTimeField(null=True)),
                ('imported_key', models.CharField(blank=True, max_length=80)),
                ('version', models.PositiveIntegerField(default=1)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.topic')),
                ('solution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.post')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Solution',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('publish_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('refused_at', models.DateTimeField(null=True)),
                ('author_user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='SameProblem',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='PostMove',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='PostLink',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=5)),
                ('at', models.DateTimeField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='community.topic'),
        ),
        migrations.CreateModel(
            name='Moderation',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('verb', models.CharField(max_length=16)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('after_position', models.PositiveIntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('moderator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='IdeaVote',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('waiting_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='IdeaDecision',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('before', models.CharField(max_length=12)),
                ('after', models.CharField(max_length=12)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='EmbeddedPage',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('url', models.CharField(max_length=500)),
                ('title', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='Deflection',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('shown', models.JSONField(default=list)),
                ('shown_at', models.DateTimeField()),
                ('clicked_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clicked', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='BannerDismissal',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.AddField(
            model_name='article',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic'),
        ),
        migrations.CreateModel(
            name='TopicRank',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.IntegerField(default=0)),
                ('week', models.IntegerField(default=0)),
                ('month', models.IntegerField(default=0)),
                ('quarter', models.IntegerField(default=0)),
                ('year', models.IntegerField(default=0)),
                ('ever', models.IntegerField(default=0)),
                ('hot', models.FloatField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ranks', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='TopicReading',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('last_position', models.PositiveIntegerField()),
                ('post_count', models.PositiveIntegerField(default=0)),
                ('seen', models.JSONField(default=list)),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('first_seen_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='TopicTag',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.tag')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_tags', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='TopicTimer',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=15)),
                ('due_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=9)),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.topic')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.post')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=5)),
                ('target', models.UUIDField()),
                ('level', models.CharField(max_length=14)),
                ('is_automatic', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ArticleRating',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('is_helpful', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.article')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'article', 'person'), name='one_rating_per_person')],
            },
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.UniqueConstraint(fields=('tenant', 'article', 'number'), name='one_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'in_review'])), fields=('tenant', 'article'), name='one_version_on_its_way'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('tenant', 'article'), name='one_published_version'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'published', 'replaced'])), name='known_version_state'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('written_by')), _negated=True), _connector='OR'), name='nobody_reviews_their_own_version'),
        ),
        migrations.AddConstraint(
            model_name='articlecontributor',
            constraint=models.UniqueConstraint(fields=('tenant', 'version', 'person'), name='a_contributor_once_per_version'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['tenant', 'user', '-updated_at', '-id'], name='draft_by_writer'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['tenant', 'updated_at'], name='draft_by_age'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'key'), name='one_draft_per_place'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('sequence__gte', 1)), name='drafts_are_numbered_from_one'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['tenant', 'person'], name='member_by_person'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['tenant', 'level', 'id'], name='member_by_level'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('tenant', 'user'), name='one_member_per_account'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('level__lte', 4)), name='trust_level_from_0_to_4'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('level_source__in', ['rules', 'group', 'manual'])), name='known_level_source'),
        ),
        migrations.AddConstraint(
            model_name='membergroup',
            constraint=models.UniqueConstraint(fields=('tenant', 'slug'), name='one_group_per_slug'),
        ),
        migrations.AddConstraint(
            model_name='membergroup',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['everyone', 'members', 'staff'])), name='known_group_visibility'),
        ),
        migrations.AddConstraint(
            model_name='membergroup',
            constraint=models.CheckConstraint(condition=models.Q(('level__isnull', True), ('level__lte', 4), _connector='OR'), name='group_level_from_0_to_4'),
        ),
        migrations.AddIndex(
            model_name='groupmembership',
            index=models.Index(fields=['tenant', 'user'], name='group_by_member'),
        ),
        migrations.AddConstraint(
            model_name='groupmembership',
            constraint=models.UniqueConstraint(fields=('tenant', 'group', 'user'), name='once_in_a_group'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('tenant', 'poll', 'person'), name='one_ballot_per_person'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(fields=('tenant', 'poll', 'position'), name='one_option_per_position'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(fields=('tenant', 'post'), name='one_poll_per_post'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['single', 'multiple', 'number', 'ranked'])), name='known_poll_kind'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('results__in', ['always', 'voted', 'closed', 'staff'])), name='known_poll_results'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('max_choices__gte', models.F('min_choices')), ('min_choices__gte', 1)), name='poll_choices_are_a_range'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['tenant', 'target_id', '-at', '-id'], name='mention_by_target'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('tenant', 'post', 'kind', 'target_id'), name='named_once_per_post'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['user', 'group', 'team'])), name='known_mention_kind'),
        ),
        migrations.AddIndex(
            model_name='bookmark',
            index=models.Index(fields=['tenant', 'user', '-created_at', '-id'], name='bookmark_by_time'),
        ),
        migrations.AddIndex(
            model_name='bookmark',
            index=models.Index(condition=models.Q(('remind_at__isnull', False), ('reminded_at__isnull', True)), fields=['tenant', 'remind_at'], name='bookmark_to_remind'),
        ),
        migrations.AddConstraint(
            model_name='bookmark',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'post'), name='a_post_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='postrevision',
            constraint=models.UniqueConstraint(fields=('tenant', 'post', 'version'), name='one_revision_per_version'),
        ),
        migrations.AddIndex(
            model_name='posttranslation',
            index=models.Index(condition=models.Q(('state', 'wanted')), fields=['tenant', 'at'], name='translation_wanted'),
        ),
        migrations.AddConstraint(
            model_name='posttranslation',
            constraint=models.UniqueConstraint(fields=('tenant', 'post', 'language'), name='one_translation_per_language'),
        ),
        migrations.AddConstraint(
            model_name='posttranslation',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['human', 'machine'])), name='known_translation_source'),
        ),
        migrations.AddConstraint(
            model_name='posttranslation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wanted', 'ready', 'failed'])), name='known_translation_state'),
        ),
        migrations.AddIndex(
            model_name='readingday',
            index=models.Index(fields=['tenant', 'date'], name='reading_by_date'),
        ),
        migrations.AddConstraint(
            model_name='readingday',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'date'), name='one_reading_day_per_member'),
        ),
        migrations.AddIndex(
            model_name='searchlog',
            index=models.Index(fields=['tenant', 'at'], name='search_by_time'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.UniqueConstraint(fields=('tenant', 'slug'), name='one_space_per_slug'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['public', 'members', 'staff', 'custom'])), name='known_space_visibility'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('hue__lt', 360)), name='space_hue_on_the_wheel'),
        ),
        migrations.AddConstraint(
            model_name='posttemplate',
            constraint=models.UniqueConstraint(fields=('tenant', 'space', 'use', 'name'), name='one_template_per_name'),
        ),
        migrations.AddConstraint(
            model_name='posttemplate',
            constraint=models.CheckConstraint(condition=models.Q(('use__in', ['topic', 'reply'])), name='known_template_use'),
        ),
        migrations.AddConstraint(
            model_name='spacegrant',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'permission', 'content_object'), name='one_space_grant'),
        ),
        migrations.AddConstraint(
            model_name='spacerule',
            constraint=models.UniqueConstraint(fields=('tenant', 'space', 'right', 'whom', 'value'), name='one_rule_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='spacerule',
            constraint=models.CheckConstraint(condition=models.Q(('right__in', ['view', 'reply', 'create', 'moderate'])), name='known_space_right'),
        ),
        migrations.AddConstraint(
            model_name='spacerule',
            constraint=models.CheckConstraint(condition=models.Q(('whom__in', ['everyone', 'members', 'role', 'level', 'group'])), name='known_rule_subject'),
        ),
        migrations.AddConstraint(
            model_name='taggroup',
            constraint=models.UniqueConstraint(fields=('tenant', 'name'), name='one_tag_group_per_name'),
        ),
        migrations.AddConstraint(
            model_name='taggroup',
            constraint=models.CheckConstraint(condition=models.Q(('hue__lt', 360)), name='tag_group_hue_on_the_wheel'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(fields=('tenant', 'name'), name='one_tag_per_name'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(('synonym_of', models.F('id')), _negated=True), name='no_tag_is_its_own_synonym'),
        ),
        migrations.AddConstraint(
            model_name='taguse',
            constraint=models.UniqueConstraint(fields=('tenant', 'tag', 'space'), name='one_use_per_tag_and_space'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['tenant', 'space', '-last_posted_at', '-id'], name='topic_by_space'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['tenant', '-last_posted_at', '-id'], name='topic_by_last_post'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['tenant', '-created_at', '-id'], name='topic_by_creation'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['tenant', 'author', '-created_at'], name='topic_by_author'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('hidden_at__isnull', True), ('kind', 'idea')), fields=['tenant', 'space', '-idea_votes', '-id'], name='idea_by_votes'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['tenant', '-pinned_at'], name='topic_pinned'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('banner_at__isnull', False)), fields=['tenant', '-banner_at'], name='topic_with_banner'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('kind', 'article')), fields=['tenant', 'space', 'title', 'id'], name='article_by_title'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('escalated_at__isnull', True), ('helpful_at__isnull', True), ('hidden_at__isnull', True), ('imported_key', ''), ('solved_at__isnull', True)), fields=['tenant', 'created_at', 'id'], name='topic_waiting_for_help'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_as', ''), ('hidden_at__isnull', True)), models.Q(('hidden_as__in', ['held', 'scheduled', 'deleted', 'flagged', 'moderated', 'spam', 'staff', 'merged', 'draft']), ('hidden_at__isnull', False)), _connector='OR'), name='topic_hidden_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('tenant', 'number'), name='one_topic_per_number'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(condition=models.Q(('imported_key', ''), _negated=True), fields=('tenant', 'imported_key'), name='topic_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['question', 'discussion', 'announcement', 'idea', 'article'])), name='known_topic_kind'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('solution__isnull', True), ('solved_at__isnull', True)), models.Q(('solution__isnull', False), ('solved_at__isnull', False)), _connector='OR'), name='solution_and_time_go_together'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('reply_count__lt', models.F('last_position'))), name='replies_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('idea_status__in', ['open', 'planned', 'in_progress', 'done', 'declined'])), name='known_idea_status'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pin_scope', ''), ('pinned_at__isnull', True), ('pinned_until__isnull', True)), models.Q(('pin_scope__in', ['space', 'everywhere']), ('pinned_at__isnull', False)), _connector='OR'), name='a_pin_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('banner_at__isnull', False), ('banner_until__isnull', True), _connector='OR'), name='a_banner_has_a_start'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.UniqueConstraint(fields=('tenant', 'post'), name='a_post_solves_once'),
        ),
        migrations.AddIndex(
            model_name='schedule',
            index=models.Index(condition=models.Q(('published_at__isnull', True), ('refused_at__isnull', True)), fields=['tenant', 'publish_at'], name='schedule_due'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic'), name='one_schedule_per_topic'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='published_or_refused'),
        ),
        migrations.AddConstraint(
            model_name='sameproblem',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic', 'person'), name='one_same_problem_per_person'),
        ),
        migrations.AddConstraint(
            model_name='postmove',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic', 'position'), name='one_move_per_old_position'),
        ),
        migrations.AddIndex(
            model_name='postlink',
            index=models.Index(fields=['tenant', 'topic', '-at', '-id'], name='link_by_topic'),
        ),
        migrations.AddConstraint(
            model_name='postlink',
            constraint=models.UniqueConstraint(fields=('tenant', 'source', 'topic', 'position', 'kind'), name='linked_once_per_post'),
        ),
        migrations.AddConstraint(
            model_name='postlink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['quote', 'link'])), name='known_reference_kind'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['tenant', '-created_at', '-id'], name='post_by_creation'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['tenant', 'author', '-created_at', '-id'], name='post_by_author'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_as', ''), ('hidden_at__isnull', True)), models.Q(('hidden_as__in', ['held', 'scheduled', 'deleted', 'flagged', 'moderated', 'spam', 'staff', 'merged', 'draft']), ('hidden_at__isnull', False)), _connector='OR'), name='post_hidden_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic', 'position'), name='one_post_per_position'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('imported_key', ''), _negated=True), fields=('tenant', 'imported_key'), name='post_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='positions_begin_at_one'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['community', 'desk', 'import'])), name='known_post_origin'),
        ),
        migrations.AddIndex(
            model_name='moderation',
            index=models.Index(fields=['tenant', 'topic', 'after_position', 'at'], name='moderation_of_topic'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['hide', 'restore', 'lock', 'unlock', 'delete', 'undelete', 'archive', 'unarchive', 'pin', 'unpin', 'bump', 'slow', 'kind', 'move', 'split', 'merge', 'move_posts', 'receive_posts', 'set_timer', 'cancel_timer', 'banner', 'idea_status', 'publish'])), name='known_moderation_verb'),
        ),
        migrations.AddIndex(
            model_name='ideavote',
            index=models.Index(fields=['tenant', 'person', 'at', 'id'], name='idea_votes_of_person'),
        ),
        migrations.AddConstraint(
            model_name='ideavote',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic', 'person'), name='one_idea_vote_per_person'),
        ),
        migrations.AddIndex(
            model_name='ideadecision',
            index=models.Index(fields=['tenant', 'topic', 'at', 'id'], name='idea_decisions_in_order'),
        ),
        migrations.AddConstraint(
            model_name='ideadecision',
            constraint=models.CheckConstraint(condition=models.Q(('after__in', ['open', 'planned', 'in_progress', 'done', 'declined'])), name='known_idea_status_after'),
        ),
        migrations.AddConstraint(
            model_name='ideadecision',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_idea_is_decided_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='embeddedpage',
            constraint=models.UniqueConstraint(fields=('tenant', 'url'), name='one_topic_per_page'),
        ),
        migrations.AddIndex(
            model_name='deflection',
            index=models.Index(fields=['tenant', 'shown_at'], name='deflection_by_time'),
        ),
        migrations.AddConstraint(
            model_name='bannerdismissal',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'topic'), name='a_banner_is_put_away_once'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['tenant', 'review_due_at', 'id'], name='article_by_review'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic'), name='one_article_per_topic'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-day', '-topic'], name='rank_by_day'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-week', '-topic'], name='rank_by_week'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-month', '-topic'], name='rank_by_month'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-quarter', '-topic'], name='rank_by_quarter'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-year', '-topic'], name='rank_by_year'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-ever', '-topic'], name='rank_by_ever'),
        ),
        migrations.AddIndex(
            model_name='topicrank',
            index=models.Index(fields=['tenant', '-hot', '-topic'], name='rank_by_hot'),
        ),
        migrations.AddConstraint(
            model_name='topicrank',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic'), name='one_rank_per_topic'),
        ),
        migrations.AddConstraint(
            model_name='topicreading',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'topic'), name='one_reading_per_member_and_topic'),
        ),
        migrations.AddConstraint(
            model_name='topicreading',
            constraint=models.CheckConstraint(condition=models.Q(('last_position__gte', 1)), name='reading_begins_at_one'),
        ),
        migrations.AddConstraint(
            model_name='topictag',
            constraint=models.UniqueConstraint(fields=('tenant', 'topic', 'tag'), name='a_tag_once_per_topic'),
        ),
        migrations.AddIndex(
            model_name='topictimer',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['tenant', 'due_at', 'id'], name='timers_by_time'),
        ),
        migrations.AddConstraint(
            model_name='topictimer',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['close', 'temporary_close', 'temporary_open', 'publish', 'delete', 'bump', 'remind'])), name='known_timer_kind'),
        ),
        migrations.AddConstraint(
            model_name='topictimer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('outcome', '')), models.Q(('ended_at__isnull', False), ('outcome__in', ['done', 'refused', 'cancelled'])), _connector='OR'), name='a_timer_ends_with_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='topictimer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('kind', 'remind'), _negated=True)), fields=('tenant', 'topic', 'kind'), name='one_timer_of_a_kind_per_topic'),
        ),
        migrations.AddConstraint(
            model_name='topictimer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'remind')), fields=('tenant', 'topic', 'set_by'), name='one_reminder_per_topic_and_person'),
        ),
        migrations.AddIndex(
            model_name='vote',
            index=models.Index(fields=['tenant', 'at'], name='vote_by_time'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('tenant', 'post', 'person'), name='one_vote_per_person'),
        ),
        migrations.AddIndex(
            model_name='watch',
            index=models.Index(fields=['tenant', 'kind', 'target', 'level'], name='watchers_of_a_target'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'kind', 'target'), name='one_level_per_target'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['topic', 'tag', 'space'])), name='known_watch_kind'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['watching', 'watching_first', 'tracking', 'normal', 'muted'])), name='known_watch_level'),
        ),
    ]
