import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenants', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Choices',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channels', models.JSONField(default=dict)),
                ('mail_off_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, max_length=12)),
                ('digest_hour', models.PositiveSmallIntegerField(null=True)),
                ('last_digest_at', models.DateTimeField(null=True)),
                ('next_digest_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_digest_at__isnull', False)), fields=['tenant', 'next_digest_at'], name='digest_due')],
                'constraints': [models.UniqueConstraint(fields=('tenant', 'user'), name='one_choice_per_member'), models.CheckConstraint(condition=models.Q(('digest__in', ['', 'off', 'daily', 'weekly', 'fortnightly', 'monthly'])), name='known_digest_cadence'), models.CheckConstraint(condition=models.Q(('digest_hour__isnull', True), ('digest_hour__lt', 24), _connector='OR'), name='digest_hour_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unread', models.PositiveIntegerField(default=0)),
                ('read_through', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'user'), name='one_head_per_member')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('topic_id', models.UUIDField(null=True)),
                ('post_id', models.UUIDField(null=True)),
                ('person_ids', models.JSONField(default=list)),
                ('count', models.PositiveIntegerField(default=1)),
                ('data', models.JSONField(default=dict)),
                ('is_shown', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('email_due_at', models.DateTimeField(null=True)),
                ('emailed_at', models.DateTimeField(null=True)),
                ('push_due_at', models.DateTimeField(null=True)),
                ('push_attempts', models.PositiveSmallIntegerField(default=0)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['tenant', 'user', '-updated_at', '-id'], name='notification_by_member'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['tenant', 'user', 'topic_id'], name='unread_by_topic'), models.Index(condition=models.Q(('email_due_at__isnull', False)), fields=['tenant', 'email_due_at'], name='mail_due'), models.Index(condition=models.Q(('push_due_at__isnull', False)), fields=['tenant', 'push_due_at'], name='push_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('read_at__isnull', True)), fields=('tenant', 'user', 'kind', 'key'), name='one_unread_per_key')],
            },
        ),
        migrations.CreateModel(
            name='PushKey',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sealed_private', models.TextField()),
                ('public', models.CharField(max_length=100)),
                ('created_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant',), name='one_push_key_per_brand')],
            },
        ),
        migrations.CreateModel(
            name='PushSubscription',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('endpoint', models.CharField(max_length=1000)),
                ('endpoint_hash', models.CharField(max_length=64)),
                ('p256dh', models.CharField(max_length=100)),
                ('auth', models.CharField(max_length=40)),
                ('agent', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['tenant', 'user', 'created_at'], name='push_by_member')],
                'constraints': [models.UniqueConstraint(fields=('tenant', 'endpoint_hash'), name='one_subscription_per_endpoint')],
            },
        ),
    ]
