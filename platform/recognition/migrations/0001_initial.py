import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('community', '0001_initial'),
        ('tenants', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=60)),
                ('seed', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('group', models.CharField(choices=[('started', 'Getting started'), ('community', 'Community'), ('posting', 'Posting'), ('trust', 'Trust'), ('other', 'Other')], default='other', max_length=9)),
                ('tier', models.CharField(choices=[('bronze', 'Bronze'), ('silver', 'Silver'), ('gold', 'Gold')], default='bronze', max_length=6)),
                ('subject', models.CharField(choices=[('member', 'A member'), ('post', 'Each single post')], default='member', max_length=6)),
                ('rule', models.JSONField(null=True)),
                ('revocable', models.BooleanField(default=False)),
                ('is_multiple', models.BooleanField(default=False)),
                ('gives_title', models.BooleanField(default=False)),
                ('position', models.IntegerField(default=0)),
                ('disabled_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('occasion', models.UUIDField()),
                ('awarded_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('awarded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('badge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='recognition.badge')),
            ],
        ),
        migrations.CreateModel(
            name='CatchUp',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(max_length=8)),
                ('requested_at', models.DateTimeField()),
                ('cursor', models.UUIDField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=14)),
                ('about', models.UUIDField()),
                ('other', models.UUIDField(null=True)),
                ('topic', models.UUIDField(null=True)),
                ('language', models.CharField(blank=True, max_length=15)),
                ('date', models.DateField()),
                ('space', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LevelChange',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('old_level', models.PositiveSmallIntegerField()),
                ('new_level', models.PositiveSmallIntegerField()),
                ('source', models.CharField(max_length=6)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MemberDay',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('topics_read', models.PositiveIntegerField(default=0)),
                ('posts_read', models.PositiveIntegerField(default=0)),
                ('seconds_read', models.PositiveIntegerField(default=0)),
                ('topic_created', models.PositiveIntegerField(default=0)),
                ('reply_created', models.PositiveIntegerField(default=0)),
                ('like_given', models.PositiveIntegerField(default=0)),
                ('like_received', models.PositiveIntegerField(default=0)),
                ('solution', models.PositiveIntegerField(default=0)),
                ('flag_agreed', models.PositiveIntegerField(default=0)),
                ('flagged', models.PositiveIntegerField(default=0)),
                ('invited', models.PositiveIntegerField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PointsRollup',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=5)),
                ('starts_on', models.DateField()),
                ('language', models.CharField(blank=True, max_length=15)),
                ('points', models.BigIntegerField()),
                ('space', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unranked_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SpaceWeight',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=14)),
                ('points', models.PositiveIntegerField()),
                ('space', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.AddConstraint(
            model_name='badge',
            constraint=models.UniqueConstraint(fields=('tenant', 'slug'), name='one_badge_per_slug'),
        ),
        migrations.AddConstraint(
            model_name='badge',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['started', 'community', 'posting', 'trust', 'other'])), name='known_badge_group'),
        ),
        migrations.AddConstraint(
            model_name='badge',
            constraint=models.CheckConstraint(condition=models.Q(('tier__in', ['bronze', 'silver', 'gold'])), name='known_badge_tier'),
        ),
        migrations.AddConstraint(
            model_name='badge',
            constraint=models.CheckConstraint(condition=models.Q(('subject__in', ['member', 'post'])), name='known_badge_subject'),
        ),
        migrations.AddConstraint(
            model_name='badge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('seed', ''), _negated=True), _connector='OR'), name='a_badge_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(condition=models.Q(('revoked_at', None)), fields=['tenant', 'badge', '-awarded_at', '-id'], name='holders_of_badge'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(condition=models.Q(('revoked_at', None)), fields=['tenant', 'user', '-awarded_at'], name='badges_of_member'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(fields=('tenant', 'badge', 'user', 'occasion'), name='one_award_per_occasion'),
        ),
        migrations.AddConstraint(
            model_name='catchup',
            constraint=models.UniqueConstraint(fields=('tenant', 'part'), name='one_catch_up_per_part'),
        ),
        migrations.AddConstraint(
            model_name='catchup',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['ledger', 'reading', 'points', 'levels', 'badges', 'posts'])), name='known_catch_up'),
        ),
        migrations.AddIndex(
            model_name='deed',
            index=models.Index(fields=['tenant', 'user', 'kind', 'date'], name='deed_of_member'),
        ),
        migrations.AddIndex(
            model_name='deed',
            index=models.Index(fields=['tenant', 'date'], name='deed_by_date'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.UniqueConstraint(fields=('tenant', 'about', 'user', 'kind', 'other'), name='a_deed_counts_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['topic_created', 'reply_created', 'like_given', 'like_received', 'solution', 'flag_agreed', 'flagged', 'invited'])), name='known_deed'),
        ),
        migrations.AddIndex(
            model_name='levelchange',
            index=models.Index(fields=['tenant', 'user', '-at'], name='level_changes_of_member'),
        ),
        migrations.AddConstraint(
            model_name='levelchange',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['rules', 'group', 'manual'])), name='known_source_of_level_change'),
        ),
        migrations.AddConstraint(
            model_name='levelchange',
            constraint=models.CheckConstraint(condition=models.Q(('old_level', models.F('new_level')), _negated=True), name='a_level_change_changes'),
        ),
        migrations.AddIndex(
            model_name='memberday',
            index=models.Index(fields=['tenant', 'date'], name='member_days_by_date'),
        ),
        migrations.AddConstraint(
            model_name='memberday',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'date'), name='one_row_per_member_and_day'),
        ),
        migrations.AddIndex(
            model_name='pointsrollup',
            index=models.Index(fields=['tenant', 'user', 'unit', 'starts_on'], name='points_of_member'),
        ),
        migrations.AddConstraint(
            model_name='pointsrollup',
            constraint=models.UniqueConstraint(fields=('tenant', 'unit', 'starts_on', 'user', 'space', 'language'), name='one_sum_per_period_and_place', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='pointsrollup',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['day', 'month'])), name='known_points_unit'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('tenant', 'user'), name='one_recognition_preference'),
        ),
        migrations.AddConstraint(
            model_name='spaceweight',
            constraint=models.UniqueConstraint(fields=('tenant', 'space', 'kind'), name='one_weight_per_space_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='spaceweight',
            constraint=models.CheckConstraint(condition=models.Q(('points__lte', 1000)), name='weights_up_to_a_thousand'),
        ),
    ]
