import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('community', '0001_initial'),
        ('people', '0001_initial'),
        ('tenants', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkRun',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(max_length=8)),
                ('grounds', models.JSONField(default=dict)),
                ('user_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('undone', models.PositiveIntegerField(default=0)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_user_id', models.UUIDField(null=True)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('thing_kind', models.CharField(max_length=16)),
                ('thing_id', models.UUIDField()),
                ('thing_title', models.CharField(blank=True, max_length=200)),
                ('thing_text', models.TextField(blank=True)),
                ('content_at', models.DateTimeField(null=True)),
                ('content_language', models.CharField(blank=True, max_length=15)),
                ('measure', models.CharField(choices=[('removed', 'Removed'), ('rejected', 'Not published'), ('hidden', 'Hidden until somebody looks at it'), ('spam', 'Removed as spam'), ('silenced', 'Account silenced'), ('suspended', 'Account suspended'), ('purged', 'All contributions removed')], max_length=10)),
                ('ground', models.CharField(choices=[('terms', 'Against the rules of the community'), ('illegal', 'Against the law')], default='terms', max_length=8)),
                ('ground_text', models.CharField(max_length=400)),
                ('category', models.CharField(choices=[('scope_of_platform_service', 'Off topic or spam'), ('scams_and_fraud', 'Scams and fraud'), ('illegal_or_harmful_speech', 'Illegal or harmful speech'), ('cyber_violence', 'Harassment online'), ('data_protection_and_privacy', 'Data protection and privacy'), ('intellectual_property', 'Intellectual property'), ('protection_of_minors', 'Protection of minors'), ('violence', 'Violence'), ('self_harm', 'Self-harm'), ('public_security', 'Public security'), ('negative_effects_on_civic_discourse', 'Civic discourse and elections'), ('consumer_information', 'Consumer information'), ('unsafe_products', 'Unsafe or prohibited products'), ('animal_welfare', 'Animal welfare'), ('other_violation', 'Another violation')], default='scope_of_platform_service', max_length=40)),
                ('facts', models.TextField()),
                ('origin', models.CharField(choices=[('notice', 'Members flagged it'), ('own', 'The moderators found it themselves'), ('automated', 'An automatic check found it')], max_length=10)),
                ('is_automated_detection', models.BooleanField(default=False)),
                ('is_automated_decision', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('flagged_at', models.DateTimeField(null=True)),
                ('appealable_until', models.DateTimeField()),
                ('reversed_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('reversed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('denied', 'Denied')], max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('warned_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('first_decider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.decision')),
            ],
        ),
        migrations.CreateModel(
            name='FlaggerRecord',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('agreed', models.PositiveIntegerField(default=0)),
                ('disagreed', models.PositiveIntegerField(default=0)),
                ('ignored', models.PositiveIntegerField(default=0)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='HoldRule',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('effect', models.CharField(choices=[('hold', 'Hold it for approval'), ('spam', 'Hold it in the spam lane'), ('refuse', 'Refuse it and say why')], default='hold', max_length=8)),
                ('message', models.CharField(blank=True, max_length=400)),
                ('conditions', models.JSONField(default=dict)),
                ('position', models.PositiveIntegerField(default=0)),
                ('enabled_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='LearntText',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('thing_kind', models.CharField(max_length=16)),
                ('thing_id', models.UUIDField()),
                ('is_spam', models.BooleanField()),
                ('words', models.JSONField()),
                ('at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Penalty',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user_id', models.UUIDField()),
                ('kind', models.CharField(choices=[('silence', 'Silence'), ('suspend', 'Suspend')], max_length=8)),
                ('step', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('probation_until', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('removed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='RemovedThing',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('thing_kind', models.CharField(max_length=16)),
                ('thing_id', models.UUIDField()),
                ('hidden_at', models.DateTimeField(null=True)),
                ('removal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='things', to='moderation.removal')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='ReviewItem',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('lane', models.CharField(choices=[('flags', 'Flagged'), ('approval', 'Waiting for approval'), ('spam', 'Spam')], max_length=8)),
                ('thing_kind', models.CharField(max_length=16)),
                ('thing_id', models.UUIDField()),
                ('topic_id', models.UUIDField(null=True)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=15)),
                ('path', models.CharField(blank=True, max_length=300)),
                ('reasons', models.JSONField(default=list)),
                ('score', models.FloatField(default=0)),
                ('flag_count', models.PositiveIntegerField(default=0)),
                ('is_illegal_notice', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('concealed_at', models.DateTimeField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('hidden_before', models.CharField(blank=True, max_length=10)),
                ('warned_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.space')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('spam', 'It is spam'), ('off_topic', 'It is off topic'), ('inappropriate', 'It is inappropriate'), ('illegal', 'It is illegal'), ('other', 'Something else')], max_length=16)),
                ('note', models.CharField(blank=True, max_length=2000)),
                ('legal_ground', models.CharField(blank=True, max_length=400)),
                ('notifier_name', models.CharField(blank=True, max_length=120)),
                ('notifier_email', models.EmailField(blank=True, max_length=254)),
                ('good_faith_at', models.DateTimeField(null=True)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('weight', models.FloatField()),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('flagger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='moderation.reviewitem')),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='moderation.reviewitem'),
        ),
        migrations.CreateModel(
            name='BulkStep',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('done_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=40)),
                ('undone_at', models.DateTimeField(null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='moderation.bulkrun')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.reviewitem')),
            ],
        ),
        migrations.CreateModel(
            name='ScreenedAddress',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('email', 'E-mail address'), ('domain', 'Mail domain'), ('ip', 'IP address'), ('network', 'Network')], max_length=8)),
                ('value', models.CharField(max_length=254)),
                ('effect', models.CharField(choices=[('block', 'Refuse'), ('hold', 'Hold for approval'), ('allow', 'Always allow')], default='block', max_length=8)),
                ('match_count', models.PositiveIntegerField(default=0)),
                ('last_matched_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='ScreenedText',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('digest', models.CharField(max_length=64)),
                ('address_hash', models.CharField(blank=True, max_length=64)),
                ('outcome', models.CharField(max_length=8)),
                ('lane', models.CharField(blank=True, max_length=8)),
                ('reasons', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='TextTotals',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('spam', models.PositiveIntegerField(default=0)),
                ('ham', models.PositiveIntegerField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='WordCount',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=40)),
                ('spam', models.PositiveIntegerField(default=0)),
                ('ham', models.PositiveIntegerField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('verb', models.CharField(max_length=40)),
                ('thing_kind', models.CharField(blank=True, max_length=16)),
                ('thing_id', models.UUIDField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'indexes': [models.Index(fields=['tenant', '-at', '-id'], name='audit_by_time'), models.Index(fields=['tenant', 'thing_kind', 'thing_id', '-at'], name='audit_by_thing')],
            },
        ),
        migrations.AddIndex(
            model_name='bulkrun',
            index=models.Index(fields=['tenant', '-at', '-id'], name='run_by_time'),
        ),
        migrations.AddConstraint(
            model_name='bulkrun',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['kept', 'removed', 'spam', 'ignored'])), name='known_run_outcome'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['tenant', 'due_at', 'id'], name='appeal_waiting'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(fields=('tenant', 'decision'), name='one_appeal_per_decision'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), ('first_decider__isnull', True), models.Q(('decided_by', models.F('first_decider')), _negated=True), _connector='OR'), name='appeals_go_to_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('outcome__in', ['upheld', 'denied'])), _connector='OR'), name='appeals_are_answered_by_people'),
        ),
        migrations.AddConstraint(
            model_name='flaggerrecord',
            constraint=models.UniqueConstraint(fields=('tenant', 'person'), name='one_record_per_flagger'),
        ),
        migrations.AddIndex(
            model_name='holdrule',
            index=models.Index(fields=['tenant', 'position', 'id'], name='rule_by_position'),
        ),
        migrations.AddConstraint(
            model_name='holdrule',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ['hold', 'spam', 'refuse'])), name='known_rule_effect'),
        ),
        migrations.AddConstraint(
            model_name='learnttext',
            constraint=models.UniqueConstraint(fields=('tenant', 'thing_kind', 'thing_id'), name='each_thing_learnt_once'),
        ),
        migrations.AddIndex(
            model_name='penalty',
            index=models.Index(fields=['tenant', 'user_id', '-starts_at'], name='penalty_by_account'),
        ),
        migrations.AddIndex(
            model_name='penalty',
            index=models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['tenant', 'ends_at'], name='penalty_by_end'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['silence', 'suspend'])), name='known_penalty'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='penalties_last'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(('probation_until__gte', models.F('ends_at'))), name='probation_follows_the_penalty'),
        ),
        migrations.AddIndex(
            model_name='removal',
            index=models.Index(fields=['tenant', 'person', '-at'], name='removal_by_person'),
        ),
        migrations.AddConstraint(
            model_name='removedthing',
            constraint=models.UniqueConstraint(fields=('tenant', 'removal', 'thing_kind', 'thing_id'), name='a_thing_once_per_removal'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['tenant', 'lane', 'due_at', 'id'], name='review_by_due'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['tenant', 'lane', '-score', '-id'], name='review_by_score'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', False)), fields=['tenant', '-decided_at', '-id'], name='review_decided'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(fields=['tenant', 'author', '-created_at'], name='review_by_author'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', True), ('warned_at__isnull', True)), fields=['tenant', 'due_at', 'id'], name='review_to_warn_of'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(fields=['tenant', 'thing_kind', 'thing_id'], name='review_by_thing'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['tenant', 'topic_id'], name='review_open_by_topic'),
        ),
        migrations.AddConstraint(
            model_name='reviewitem',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('tenant', 'thing_kind', 'thing_id'), name='one_open_item_per_thing'),
        ),
        migrations.AddConstraint(
            model_name='reviewitem',
            constraint=models.CheckConstraint(condition=models.Q(('lane__in', ['flags', 'approval', 'spam'])), name='known_review_lane'),
        ),
        migrations.AddConstraint(
            model_name='reviewitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), ('outcome__in', ['kept', 'removed', 'spam', 'ignored'])), _connector='OR'), name='outcome_and_time_go_together'),
        ),
        migrations.AddConstraint(
            model_name='reviewitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimed_at__isnull', True), ('claimed_by__isnull', True)), models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False)), _connector='OR'), name='claim_and_time_go_together'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(fields=['tenant', 'flagger', '-at'], name='flag_by_flagger'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(fields=('tenant', 'item', 'flagger'), name='one_flag_per_person_and_item'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['spam', 'off_topic', 'inappropriate', 'illegal', 'other'])), name='known_flag_reason'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'illegal'), _negated=True), models.Q(('good_faith_at__isnull', False), models.Q(('note', ''), _negated=True), models.Q(('legal_ground', ''), _negated=True)), _connector='OR'), name='notices_say_why'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['tenant', 'person', '-at', '-id'], name='decision_by_person'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['tenant', '-at', '-id'], name='decision_by_time'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['tenant', 'thing_kind', 'thing_id'], name='decision_by_thing'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('tenant', 'number'), name='one_decision_per_number'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('measure__in', ['removed', 'rejected', 'hidden', 'spam', 'silenced', 'suspended', 'purged'])), name='known_measure'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['illegal', 'terms'])), name='known_ground'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['notice', 'own', 'automated'])), name='known_decision_origin'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['animal_welfare', 'cyber_violence', 'data_protection_and_privacy', 'illegal_or_harmful_speech', 'intellectual_property', 'negative_effects_on_civic_discourse', 'consumer_information', 'protection_of_minors', 'public_security', 'scams_and_fraud', 'self_harm', 'scope_of_platform_service', 'unsafe_products', 'violence', 'other_violation'])), name='known_decision_category'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('is_automated_decision', True), ('decided_by__isnull', False), _connector='OR'), name='people_sign_their_decisions'),
        ),
        migrations.AddIndex(
            model_name='bulkstep',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['tenant', 'run', 'id'], name='run_steps_left'),
        ),
        migrations.AddConstraint(
            model_name='bulkstep',
            constraint=models.UniqueConstraint(fields=('tenant', 'run', 'item'), name='an_item_once_per_run'),
        ),
        migrations.AddIndex(
            model_name='screenedaddress',
            index=models.Index(fields=['tenant', 'expires_at'], name='address_by_expiry'),
        ),
        migrations.AddConstraint(
            model_name='screenedaddress',
            constraint=models.UniqueConstraint(fields=('tenant', 'kind', 'value'), name='one_entry_per_address'),
        ),
        migrations.AddConstraint(
            model_name='screenedaddress',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['email', 'domain', 'ip', 'network'])), name='known_address_kind'),
        ),
        migrations.AddConstraint(
            model_name='screenedaddress',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ['block', 'hold', 'allow'])), name='known_address_effect'),
        ),
        migrations.AddIndex(
            model_name='screenedtext',
            index=models.Index(fields=['tenant', 'person', '-at'], name='screened_by_person'),
        ),
        migrations.AddIndex(
            model_name='screenedtext',
            index=models.Index(fields=['tenant', 'address_hash', '-at'], name='screened_by_address'),
        ),
        migrations.AddIndex(
            model_name='screenedtext',
            index=models.Index(fields=['tenant', 'at'], name='screened_by_age'),
        ),
        migrations.AddConstraint(
            model_name='texttotals',
            constraint=models.UniqueConstraint(fields=('tenant',), name='one_total_per_brand'),
        ),
        migrations.AddConstraint(
            model_name='wordcount',
            constraint=models.UniqueConstraint(fields=('tenant', 'word'), name='one_count_per_word'),
        ),
    ]
